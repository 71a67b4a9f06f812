/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.Test;

class ChinookImportTest {

    @Test
    void storesNothingIfATableDoesNotMatchItsOriginal() {
        try (var sessions = new HibernatePersistenceConfiguration("not-empty")
                .managedClasses(ChinookTables.IN_ORDER.stream()
                        .<Class<?>>map(SourceTable::entity)
                        .toList())
                .property("jakarta.persistence.nonJtaDataSource", notEmpty())
                .schemaToolingAction(Action.CREATE)
                .createEntityManagerFactory()) {
            sessions.inTransaction(session -> session.persist(genre(26)));

            assertThatThrownBy(() -> new ChinookImport(sessions, table -> {}).run())
                    .isInstanceOf(ImportMismatchException.class)
                    .hasMessageContaining("'Genre': the original has 25 rows, 26 are stored");
            var artists = sessions.fromSession(
                    session -> session.createSelectionQuery("select count(*) from Artist", Long.class)
                            .getSingleResult());
            assertThat(artists).isZero();
        }
    }

    private static Genre genre(int id) {
        var genre = new Genre();
        genre.id = id;
        return genre;
    }

    private static JdbcDataSource notEmpty() {
        var dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:not-empty;DB_CLOSE_DELAY=-1");
        return dataSource;
    }
}
