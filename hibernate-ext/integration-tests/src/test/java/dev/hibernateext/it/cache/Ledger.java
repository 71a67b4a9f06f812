/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.cache;

import dev.hibernateext.cache.AlsoWrites;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.api.Trigger;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;

/** Bookings, whose sum a trigger keeps, which a second table copies. */
final class Ledger {

    private static final String ADD = "update Total set amount = amount + 1";

    private Ledger() {}

    /** Each write of it raises the sum. */
    @Entity(name = "Booking")
    static class Booking {

        @Id
        int id;

        int amount;
        String note = "";

        Booking() {}

        Booking(int id) {
            this.id = id;
        }
    }

    /** The same, and says so. */
    @Entity(name = "Declared")
    @DynamicUpdate
    @AlsoWrites(entities = Total.class, attributes = "amount")
    static class Declared {

        @Id
        int id;

        int amount;
        String note = "";

        Declared() {}

        Declared(int id) {
            this.id = id;
        }
    }

    /** What the trigger writes. */
    @Entity(name = "Total")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Total {

        @Id
        int id = 1;

        int amount;
    }

    static void install(SessionFactoryScope scope) {
        for (var table : List.of("Booking", "Declared")) {
            scope.inTransaction(session -> session.doWork(connection -> install(scope, connection, table)));
        }
    }

    private static void install(SessionFactoryScope scope, Connection connection, String table) throws SQLException {
        for (var event : List.of("insert", "update", "delete")) {
            var name = table + "_" + event;
            switch (scope.database().kind()) {
                case H2 ->
                    execute(
                            connection,
                            "create trigger if not exists %s after %s on %s for each row call '%s'"
                                    .formatted(name, event, table, Adding.class.getName()));
                case POSTGRESQL -> {
                    execute(
                            connection,
                            "create or replace function add_one() returns trigger as $$ begin %s; return null; end $$ language plpgsql"
                                    .formatted(ADD));
                    execute(
                            connection,
                            "create or replace trigger %s after %s on %s for each row execute function add_one()"
                                    .formatted(name, event, table));
                }
                default ->
                    execute(
                            connection,
                            "create or replace trigger %s after %s on %s for each row %s"
                                    .formatted(name, event, table, ADD));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The trigger on H2. */
    public static final class Adding implements Trigger {

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            execute(connection, ADD);
        }
    }
}
