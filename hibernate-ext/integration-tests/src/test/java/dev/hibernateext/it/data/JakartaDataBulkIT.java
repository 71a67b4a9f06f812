/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bulk reports for a repository of Jakarta Data: bad rows are named, the others are in. */
@HibernateExtTest(
        entities = Song.class,
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class JakartaDataBulkIT {

    @Test
    void reportsTheBadRowsOfAnImport(SessionFactoryScope scope) {
        scope.inStatelessTransaction(
                session -> SongsOverSession.of(session).insert(List.of(new Song(2, "there already"))));

        var report = scope.fromStatelessTransaction(session -> SongsOverSession.of(session)
                .importAll(List.of(new Song(1, "one"), new Song(2, "two"), new Song(3, "three"))));

        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.badRows()).singleElement().satisfies(bad -> {
            assertThat(bad.index()).isOne();
            assertThat(bad.id()).isEqualTo(2);
        });
        scope.inTransaction(
                session -> assertThat(session.createSelectionQuery("select title from Song order by id", String.class)
                                .getResultList())
                        .containsExactly("one", "there already", "three"));
    }

    @Test
    void asksForATransaction(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            var songs = SongsOverSession.of(session);

            assertThatExceptionOfType(TransactionRequiredException.class)
                    .isThrownBy(() -> songs.importAll(List.of(new Song(1, "one"))));
        }
    }
}
