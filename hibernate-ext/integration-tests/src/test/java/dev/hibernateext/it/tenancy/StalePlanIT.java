/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.tenancy.postgresql.StalePlanException;
import dev.hibernateext.tenancy.postgresql.TenantTokens;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.sql.Types;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What PostgreSQL has prepared for the columns a table had fails with "cached plan must not change result type". The driver
 * prepares from the first execution on here.
 */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class StalePlanIT {

    private static final String PREPARE = "1";
    private static final String READ = "select reading from gauge";
    private static final String[] SCHEMAS = {"stale_a", "stale_b"};

    private final DatabaseUnderTest database;

    StalePlanIT(SessionFactoryScope scope) {
        this.database = scope.database();
    }

    /** How tenants live. Since version 18, the server tells the driver of new search paths, which makes it prepare anew. */
    enum Place {
        SCHEMA {
            @Override
            Tenant tenant() {
                return inSchema(SCHEMAS[0]);
            }
        },
        DATABASE {
            @Override
            Tenant tenant() {
                return Tenant.active("t1", TenantPlacement.database("t1"));
            }
        },
        ROWS_WITH_A_TOKEN {
            @Override
            Tenant tenant() {
                return Tenant.active("t1", TenantPlacement.rows("main"));
            }
        };

        abstract Tenant tenant();
    }

    private static Tenant inSchema(String schema) {
        return Tenant.active(schema, TenantPlacement.schema("main", schema));
    }

    /** Not signed: no policy asks for it here. */
    private static final class Token implements TenantTokens {

        @Override
        public String setting() {
            return "app.tenant";
        }

        @Override
        public boolean holdOnAnyBackend() {
            return true;
        }

        @Override
        public Supplier<String> of(TenantKey tenant, Connection pooled) {
            return tenant::value;
        }
    }

    /** A connection of a pool, which tenants enter and leave. */
    private record Served(PostgresqlTenantState state, Connection pooled) implements AutoCloseable {

        <R> R in(Tenant tenant, Work<R> work) throws SQLException {
            var entered = state.enter(pooled, tenant);
            try {
                entered.setAutoCommit(false);
                var result = work.on(entered);
                entered.commit();
                return result;
            } finally {
                entered.rollback();
                entered.setAutoCommit(true);
                state.leave(entered);
            }
        }

        @Override
        public void close() throws SQLException {
            pooled.close();
        }
    }

    @FunctionalInterface
    private interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    private Served open(PostgresqlTenantState state) throws SQLException {
        return new Served(state, database.connectWith("prepareThreshold", PREPARE));
    }

    private static PostgresqlTenantState state() {
        return PostgresqlTenantState.create().withRowLevelSecurity(new Token());
    }

    @BeforeEach
    void createTables() throws SQLException {
        for (var schema : new String[] {"public", SCHEMAS[0], SCHEMAS[1]}) {
            execute("create schema if not exists " + schema);
            execute("drop table if exists " + schema + ".gauge");
            execute("create table " + schema + ".gauge (reading int)");
            execute("insert into " + schema + ".gauge values (7)");
        }
    }

    private void change() throws SQLException {
        for (var schema : new String[] {"public", SCHEMAS[0]}) {
            execute("alter table " + schema + ".gauge alter column reading type text");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(Connection connection) throws SQLException {
        return value(connection, READ);
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return value(statement);
        }
    }

    private static String value(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String readSecond(Connection connection) throws SQLException {
        assertThat(value(connection, "select 1")).isEqualTo("1");
        return read(connection);
    }

    private static void prepare(Served served, Tenant tenant) throws SQLException {
        for (var i = 0; i < 3; i++) {
            assertThat(served.<String>in(tenant, StalePlanIT::read)).isEqualTo("7");
            assertThat(served.<String>in(tenant, StalePlanIT::readSecond)).isEqualTo("7");
        }
    }

    private static void assertRunAgain(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SQLTransactionRollbackException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("40001"))
                .satisfies(error -> {
                    var cause = HibernateExtException.findIn(error, StalePlanException.class);
                    assertThat(cause).hasMessageContaining("Run it again");
                    assertThat(cause.code()).isEqualTo("tenancy.stale-plan");
                    assertThat(cause.status()).isEqualTo(503);
                    assertThat(cause).rootCause().hasMessageContaining("cached plan must not change result type");
                });
    }

    @ParameterizedTest
    @EnumSource
    void preparesTheFirstStatementOfATransactionAnew(Place place) throws SQLException {
        try (var served = open(state())) {
            prepare(served, place.tenant());
            change();

            assertThat(served.<String>in(place.tenant(), StalePlanIT::read)).isEqualTo("7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void preparesAStatementWithoutATransactionAnew(Place place) throws SQLException {
        var state = state();
        try (var served = open(state)) {
            prepare(served, place.tenant());
            change();

            var entered = state.enter(served.pooled(), place.tenant());
            assertThat(read(entered)).isEqualTo("7");
            state.leave(entered);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE", "ROWS_WITH_A_TOKEN"})
    void failsTransactionsThatHadBegunSoThatTheyAreRunAgain(Place place) throws SQLException {
        try (var served = open(state())) {
            prepare(served, place.tenant());
            change();

            assertRunAgain(() -> served.in(place.tenant(), StalePlanIT::readSecond));
            assertThat(served.<String>in(place.tenant(), StalePlanIT::readSecond))
                    .isEqualTo("7");
        }
    }

    /** One has met the change; the other one does not. */
    @ParameterizedTest
    @EnumSource
    void preparesAnewOnAllConnectionsWhenOneHasMetAChange(Place place) throws SQLException {
        var state = state();
        try (var first = open(state);
                var second = open(state)) {
            prepare(first, place.tenant());
            prepare(second, place.tenant());
            change();

            assertThat(first.<String>in(place.tenant(), StalePlanIT::read)).isEqualTo("7");
            assertThat(second.<String>in(place.tenant(), StalePlanIT::readSecond))
                    .isEqualTo("7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void meetsNoChangeItWasToldOf(Place place) throws SQLException {
        var state = state();
        try (var served = open(state)) {
            prepare(served, place.tenant());
            change();
            state.schemaChanged();

            assertThat(served.<String>in(place.tenant(), StalePlanIT::readSecond))
                    .isEqualTo("7");
        }
    }

    /** The blade: what a transaction meets on a connection as the pool has it, in its first statement. */
    @Test
    void wouldFailTheFirstStatementToo() throws SQLException {
        try (var pooled = database.connectWith("prepareThreshold", PREPARE)) {
            pooled.setAutoCommit(false);
            read(pooled);
            read(pooled);
            pooled.commit();
            change();

            assertThatThrownBy(() -> read(pooled)).hasMessageContaining("cached plan must not change result type");
        }
    }

    /** A savepoint would be lost if the transaction began anew. */
    @Test
    void losesNoSavepoint() throws SQLException {
        try (var served = open(state())) {
            prepare(served, Place.DATABASE.tenant());
            change();

            assertRunAgain(() -> served.in(Place.DATABASE.tenant(), connection -> {
                connection.setSavepoint();
                return read(connection);
            }));
        }
    }

    @Test
    void runsNoBatchAgain() throws SQLException {
        Work<Integer> batch = connection -> {
            try (var statement = connection.prepareStatement(
                    "insert into gauge values (cast(? as int))", Statement.RETURN_GENERATED_KEYS)) {
                for (var i = 0; i < 3; i++) {
                    statement.setString(1, "8");
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        };
        try (var served = open(state())) {
            for (var i = 0; i < 3; i++) {
                assertThat(served.in(Place.DATABASE.tenant(), batch)).isEqualTo(3);
            }
            execute("alter table gauge add column note text");

            assertRunAgain(() -> served.in(Place.DATABASE.tenant(), batch));
            assertThat(served.in(Place.DATABASE.tenant(), batch)).isEqualTo(3);
        }
    }

    /** Where each statement has a savepoint of the driver's, it heals those that are not the first. */
    @ParameterizedTest
    @EnumSource
    void meetsNoChangeWithSavepointsOfTheDriver(Place place) throws SQLException {
        var url = database.url() + (database.url().contains("?") ? "&" : "?")
                + "prepareThreshold=1&autosave=conservative";
        var saved = new DatabaseUnderTest(database.kind(), url, database.user(), database.password());
        try (var served = new Served(state(), saved.connect())) {
            prepare(served, place.tenant());
            change();

            assertThat(served.<String>in(place.tenant(), StalePlanIT::readSecond))
                    .isEqualTo("7");
        }
    }

    @Test
    void keepsCallsOfSchemasApart() throws SQLException {
        execute("create or replace function stale_a.biggest() returns int language sql as 'select 8'");
        execute("create or replace function stale_b.biggest() returns text language sql as $$select '9'$$");
        try (var served = open(state())) {
            for (var i = 0; i < 5; i++) {
                assertThat(served.<String>in(inSchema("stale_a"), each -> call(each, Types.INTEGER)))
                        .isEqualTo("8");
                assertThat(served.<String>in(inSchema("stale_b"), each -> call(each, Types.VARCHAR)))
                        .isEqualTo("9");
            }
        }
    }

    private static String call(Connection connection, int type) throws SQLException {
        assertThat(value(connection, "select 1")).isEqualTo("1");
        try (var statement = connection.prepareCall("{? = call biggest()}")) {
            statement.registerOutParameter(1, type);
            statement.execute();
            return String.valueOf(statement.getObject(1));
        }
    }

    /** A driver that prepares what was not prepared by the application. */
    @Test
    void keepsPlainStatementsOfSchemasApart() throws SQLException {
        execute("alter table stale_b.gauge alter column reading type text");
        var url = database.url() + (database.url().contains("?") ? "&" : "?")
                + "prepareThreshold=1&preferQueryMode=extendedCacheEverything";
        var caching = new DatabaseUnderTest(database.kind(), url, database.user(), database.password());
        try (var served = new Served(state(), caching.connect())) {
            for (var i = 0; i < 5; i++) {
                for (var schema : SCHEMAS) {
                    assertThat(served.<String>in(inSchema(schema), StalePlanIT::readPlain))
                            .isEqualTo("7");
                }
            }
        }
    }

    private static String readPlain(Connection connection) throws SQLException {
        assertThat(value(connection, "select 1")).isEqualTo("1");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What tells schemas apart stands behind a statement. */
    @Test
    void readsStatementsThatEndInPunctuationOrComments() throws SQLException {
        for (var end : new String[] {";", " ; ", " -- all", "; -- all", " /* all */;"}) {
            for (var i = 0; i < 3; i++) {
                try (var served = open(state())) {
                    assertThat(served.<String>in(inSchema("stale_a"), each -> value(each, READ + end)))
                            .isEqualTo("7");
                    assertThat(served.<String>in(inSchema("stale_a"), each -> {
                                read(each);
                                return value(each, READ + end);
                            }))
                            .isEqualTo("7");
                }
            }
        }
    }

    @Entity(name = "Stale")
    static class Stale {

        @Id
        long id;
    }
}
