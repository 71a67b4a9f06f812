/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.cache.Shop.Shelf;
import dev.hibernateext.it.cache.Shop.Voucher;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Policies of the database decide who sees a row, and nobody asks the database for what is cached. A tenant that sessions name is in the keys of entries, in
 * Hibernate as in ours; what only the database is told is in neither.
 */
@HibernateExtTest(
        entities = {Shelf.class, Voucher.class},
        databases = DatabaseKind.POSTGRESQL)
class RowSecurityHoleIT {

    private static final String OWNER = "red";
    private static final String STRANGER = "blue";

    private final SessionFactoryScope scope;

    RowSecurityHoleIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void secure() throws SQLException {
        execute(
                "do $$ begin create role row_reader; exception when duplicate_object then null; end $$",
                "grant select on Shelf to row_reader",
                "alter table Shelf enable row level security",
                "create policy own on Shelf using (name = current_setting('shop.owner'))",
                "insert into Shelf (id, name) values (1, '%s')".formatted(OWNER));
    }

    @AfterEach
    void release() throws SQLException {
        execute(
                "drop policy own on Shelf",
                "alter table Shelf disable row level security",
                "revoke all on Shelf from row_reader");
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void isOpenWhereOnlyTheDatabaseKnowsWhoAsks() {
        for (var in : List.of(StockCache.open(scope), scope.openAnother(settings -> {}))) {
            try (in) {
                assertThat(isSeen(in, "all", OWNER)).isTrue();
                assertThat(isSeen(in, "all", STRANGER)).isTrue();

                in.factory().getCache().evictAllRegions();
                assertThat(isSeen(in, "all", STRANGER)).isFalse();
            }
        }
    }

    @Test
    void isClosedWhereSessionsNameTheirTenant() {
        for (var in : List.of(StockCache.open(scope), scope.openAnother(settings -> {}))) {
            try (in) {
                assertThat(isSeen(in, OWNER, OWNER)).isTrue();
                assertThat(isSeen(in, STRANGER, STRANGER)).isFalse();
            }
        }
    }

    private static boolean isSeen(SessionFactoryScope in, String tenant, String owner) {
        return Shop.from(in, tenant, session -> {
            become(session, owner);
            return session.find(Shelf.class, 1) != null;
        });
    }

    private static void become(Session session, String owner) {
        session.doWork((Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set local role row_reader");
                statement.execute("set local shop.owner = '%s'".formatted(owner));
            }
        });
    }
}
