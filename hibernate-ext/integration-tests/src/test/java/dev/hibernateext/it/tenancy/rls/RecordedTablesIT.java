/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;

/** Revisions are Envers' own. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {
            RecordedAlbums.Album.class,
            RecordedAlbums.Concert.class,
            RecordedAlbums.Song.class,
            RecordedAlbums.Tag.class
        })
class RecordedTablesIT extends RecordedTablesContract {

    RecordedTablesIT(SessionFactoryScope scope) throws SQLException {
        super(scope);
    }
}
