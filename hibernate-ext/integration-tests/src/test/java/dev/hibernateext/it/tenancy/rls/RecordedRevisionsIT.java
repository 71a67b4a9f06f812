/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.history.revision.TenantRevision;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revisions are tenants' too. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            RecordedAlbums.Album.class,
            RecordedAlbums.Concert.class,
            RecordedAlbums.Song.class,
            RecordedAlbums.Tag.class,
            TenantRevision.class
        })
class RecordedRevisionsIT extends RecordedTablesContract {

    private static final List<String> REVISIONS = List.of("revinfo");

    RecordedRevisionsIT(SessionFactoryScope scope) throws SQLException {
        super(scope, TenantRevision.class);
    }

    @Test
    void showsRevisionsOfTheTenantOnly() throws SQLException {
        var own = asTenant("acme", REVISIONS).get("revinfo");
        var foreign = asTenant("bolt", REVISIONS).get("revinfo");

        assertThat(own).hasSize(2).doesNotContainAnyElementsOf(foreign);
        assertThat(asOwner(REVISIONS).get("revinfo"))
                .hasSize(4)
                .containsAll(own)
                .containsAll(foreign);
    }

    /** The blade. */
    @Test
    void showsRevisionsOfOthersWithoutThePolicy() throws SQLException {
        var foreign = asTenant("bolt", REVISIONS).get("revinfo");
        assertThat(foreign).hasSize(2);
        security("disable", REVISIONS);
        try {
            assertThat(asTenant("acme", REVISIONS).get("revinfo")).containsAll(foreign);
        } finally {
            security("enable", REVISIONS);
        }
    }
}
