/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import dev.hibernateext.testing.jdbc.TestDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Every way to execute something works in the schema of the tenant; what begins with a prepared statement waits no longer for it. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class SchemaConnectionsIT {

    private static final Tenant ACME = tenant("acme", "A me-1");
    private static final Tenant BOLT = tenant("bolt", "t_bolt");

    /** Their columns are in another order and of other types. */
    private static final String SCHEMAS = """
            drop schema if exists "A me-1" cascade;
            drop schema if exists t_bolt cascade;
            drop table if exists public.item;
            create schema "A me-1"
                create table item (id bigint generated always as identity primary key, name text, size int);
            create schema t_bolt
                create table item (size bigint, name varchar(20), id bigint generated always as identity primary key);
            create table public.item (id bigint primary key, name text, size int);
            insert into "A me-1".item (name, size) values ('a', 1), ('b', 2), ('c', 3);
            insert into t_bolt.item (name, size) values ('x', 10), ('y', 20);
            insert into public.item values (7, 'public', 7);
            create function t_bolt.biggest() returns bigint language sql as 'select max(size) from t_bolt.item';
            create procedure t_bolt.add(given text) language sql as 'insert into t_bolt.item (name) values (given)';
            """;

    private final PostgresqlTenantState state = PostgresqlTenantState.create();
    private final TestDataSource pool;
    private final StatementRecorder recorder;

    SchemaConnectionsIT(SessionFactoryScope scope) {
        this.pool = scope.dataSource();
        this.recorder = pool.recorder();
    }

    private static Tenant tenant(String id, String schema) {
        return Tenant.active(id, TenantPlacement.schema("main", schema));
    }

    @BeforeEach
    void fill(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(SCHEMAS);
        }
    }

    /** Work of one session. */
    private interface Work {

        void run(Connection connection) throws SQLException;
    }

    private void serve(Tenant tenant, Work work) throws SQLException {
        try (var pooled = pool.getConnection()) {
            var entered = state.enter(pooled, tenant);
            work.run(entered);
            assertThat(state.leave(entered)).isSameAs(pooled);
        }
    }

    private void inTransaction(Tenant tenant, Work work) throws SQLException {
        serve(tenant, connection -> {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
        });
    }

    private long roundTripsOf(Tenant tenant, Work work) throws SQLException {
        inTransaction(tenant, work);
        recorder.clear();
        inTransaction(tenant, work);
        return recorder.roundTrips();
    }

    private long roundTripsWithout(Work work) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
            recorder.clear();
            work.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
        }
        return recorder.roundTrips();
    }

    private static List<String> names(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select name from item order by name");
                var rows = statement.executeQuery()) {
            return names(rows);
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        var names = new ArrayList<String>();
        while (rows.next()) {
            names.add(rows.getString(1));
        }
        return names;
    }

    @Test
    void readsTheSchemaWithoutARoundTripMore() throws SQLException {
        assertThat(roundTripsOf(
                        ACME, connection -> assertThat(names(connection)).containsExactly("a", "b", "c")))
                .isEqualTo(roundTripsWithout(SchemaConnectionsIT::names))
                .isEqualTo(2);
        inTransaction(BOLT, connection -> assertThat(names(connection)).containsExactly("x", "y"));
    }

    @Test
    void readsTheSchemaInOneRoundTripWithoutTransaction() throws SQLException {
        serve(BOLT, connection -> {
            assertThat(names(connection)).containsExactly("x", "y");
            recorder.clear();
            assertThat(names(connection)).containsExactly("x", "y");
            assertThat(recorder.roundTrips()).isEqualTo(1);
        });
    }

    @Test
    void countsWhatItChanges() throws SQLException {
        Work update = connection -> {
            try (var statement = connection.prepareStatement("update item set size = size + ? where name <> ?")) {
                statement.setInt(1, 1);
                statement.setString(2, "x");
                assertThat(statement.executeUpdate()).isEqualTo(1);
                assertThat(statement.executeLargeUpdate()).isEqualTo(1);
                assertThat(statement.execute()).isFalse();
                assertThat(statement.getUpdateCount()).isEqualTo(1);
                assertThat(statement.getMoreResults()).isFalse();
                assertThat(statement.getUpdateCount()).isEqualTo(-1);
            }
        };

        assertThat(roundTripsOf(BOLT, update)).isEqualTo(4);
    }

    @Test
    void returnsGeneratedKeysWithoutARoundTripMore() throws SQLException {
        Work insert = connection -> {
            try (var statement =
                    connection.prepareStatement("insert into item (name) values (?), (?)", new String[] {"id"})) {
                statement.setString(1, "k");
                statement.setString(2, "l");
                assertThat(statement.executeUpdate()).isEqualTo(2);
                assertThat(statement.getUpdateCount()).isEqualTo(2);
                assertThat(names(statement.getGeneratedKeys())).hasSize(2).doesNotContainNull();
            }
        };
        Work all = connection -> {
            try (var statement = connection.prepareStatement(
                    "insert into item (name) values ('m')", Statement.RETURN_GENERATED_KEYS)) {
                assertThat(statement.execute()).isFalse();
                assertThat(statement.getResultSet()).isNull();
                try (var keys = statement.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getString("name")).isEqualTo("m");
                }
            }
        };

        assertThat(roundTripsOf(BOLT, insert)).isEqualTo(2);
        assertThat(roundTripsOf(BOLT, all)).isEqualTo(2);
        assertThat(roundTripsOf(BOLT, connection -> {
                    names(connection);
                    insert.run(connection);
                    all.run(connection);
                }))
                .isEqualTo(4);
    }

    @Test
    void returnsRowsOfAChange() throws SQLException {
        Work insert = connection -> {
            try (var statement = connection.prepareStatement("insert into item (name) values (?) returning name")) {
                statement.setString(1, "r");
                assertThat(names(statement.executeQuery())).containsExactly("r");
                assertThatThrownBy(statement::executeUpdate).isInstanceOf(SQLException.class);
            }
        };

        assertThatThrownBy(() -> inTransaction(ACME, connection -> {
                    try (var statement = connection.prepareStatement("update item set size = 1")) {
                        statement.executeQuery();
                    }
                }))
                .isInstanceOf(SQLException.class);
        assertThat(roundTripsOf(ACME, insert)).isEqualTo(3);
    }

    /** The settings cannot ride with a batch, so they go in front of it. */
    @Test
    void runsABatchWithARoundTripMoreWhereItIsFirst() throws SQLException {
        Work batch = connection -> {
            try (var statement = connection.prepareStatement("insert into item (name, size) values (?, ?)")) {
                for (var i = 0; i < 5; i++) {
                    statement.setString(1, "batch " + i);
                    statement.setObject(2, i, Types.INTEGER);
                    statement.addBatch();
                }
                assertThat(statement.executeBatch()).hasSize(5).containsOnly(1);
            }
        };

        assertThat(roundTripsOf(BOLT, batch)).isEqualTo(3);
        assertThat(roundTripsOf(BOLT, connection -> {
                    names(connection);
                    batch.run(connection);
                }))
                .isEqualTo(3);
        serve(ACME, connection -> {
            batch.run(connection);
            assertThat(names(connection)).contains("batch 4").hasSize(8);
        });
    }

    @Test
    void fetchesInPortions() throws SQLException {
        Work fetch = connection -> {
            try (var statement = connection.prepareStatement("select name from item order by name")) {
                statement.setFetchSize(1);
                statement.setMaxRows(2);
                assertThat(names(statement.executeQuery())).containsExactly("a", "b");
            }
        };

        assertThat(roundTripsOf(ACME, fetch)).isGreaterThan(2);
    }

    @Test
    void scrolls() throws SQLException {
        inTransaction(ACME, connection -> {
            try (var statement = connection.prepareStatement(
                    "select name from item order by name",
                    ResultSet.TYPE_SCROLL_INSENSITIVE,
                    ResultSet.CONCUR_READ_ONLY)) {
                var rows = statement.executeQuery();
                assertThat(rows.last()).isTrue();
                assertThat(rows.getRow()).isEqualTo(3);
            }
        });
    }

    @Test
    void writesThroughResults() throws SQLException {
        inTransaction(ACME, connection -> {
            try (var statement = connection.prepareStatement(
                    "select id, name from item where name = ?",
                    ResultSet.TYPE_SCROLL_INSENSITIVE,
                    ResultSet.CONCUR_UPDATABLE)) {
                statement.setString(1, "a");
                var rows = statement.executeQuery();
                assertThat(rows.next()).isTrue();
                rows.updateString("name", "changed");
                rows.updateRow();
            }
            assertThat(names(connection)).contains("changed").doesNotContain("a");
        });
    }

    @Test
    void callsProcedures() throws SQLException {
        Work call = connection -> {
            try (var statement = connection.prepareCall("{? = call biggest()}")) {
                statement.registerOutParameter(1, Types.BIGINT);
                statement.execute();
                assertThat(statement.getLong(1)).isEqualTo(20);
                assertThat(statement.getConnection()).isSameAs(connection);
            }
        };
        serve(BOLT, call);
        inTransaction(BOLT, call);
        inTransaction(BOLT, connection -> {
            try (var statement = connection.prepareStatement("call add(?)")) {
                statement.setString(1, "called");
                statement.execute();
            }
            assertThat(names(connection)).contains("called");
        });
    }

    @Test
    void runsPlainStatements() throws SQLException {
        Work plain = connection -> {
            try (var statement = connection.createStatement()) {
                assertThat(names(statement.executeQuery("select name from item where name <> '?' order by 1")))
                        .containsExactly("x", "y");
                assertThat(statement.executeUpdate("update item set size = 1")).isEqualTo(2);
                assertThat(statement.execute("select 1; select name from item")).isTrue();
                assertThat(statement.getMoreResults()).isTrue();
                statement.addBatch("insert into item (name) values ('plain')");
                statement.addBatch("delete from item where name = 'plain'");
                assertThat(statement.executeBatch()).containsExactly(1, 1);
                statement.executeUpdate("insert into item (name) values ('g')", new String[] {"id"});
                assertThat(names(statement.getGeneratedKeys())).hasSize(1);
                statement.execute("delete from item where name = 'g'");
            }
        };

        inTransaction(BOLT, plain);
        serve(BOLT, plain);
    }

    @Test
    void copiesThroughTheDriversConnection() throws SQLException {
        inTransaction(ACME, connection -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy item (name) from stdin", new StringReader("copied\n"));
            } catch (java.io.IOException e) {
                throw new SQLException(e);
            }
            assertThat(names(connection)).contains("copied");
        });

        assertThatThrownBy(() -> serve(ACME, connection -> connection.unwrap(PGConnection.class)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Begin one first");
    }

    @Test
    void describesWithoutExecuting() throws SQLException {
        inTransaction(BOLT, connection -> {
            try (var statement = connection.prepareStatement("select size from item where name = ?")) {
                var described = statement.getMetaData();
                assertThat(described).isNotNull();
                assertThat(described.getColumnTypeName(1)).isEqualTo("int8");
                assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
                statement.setString(1, "x");
                assertThat(names(statement.executeQuery())).containsExactly("10");
            }
            assertThat(connection.getSchema()).isEqualTo("t_bolt");
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
        });
    }

    /** PostgreSQL undoes settings with what came after a savepoint. */
    @Test
    void setsTheTenantAgainAfterRollingBackToASavepoint() throws SQLException {
        inTransaction(ACME, connection -> {
            var savepoint = connection.setSavepoint();
            assertThat(names(connection)).hasSize(3);
            connection.rollback(savepoint);
            assertThat(names(connection)).containsExactly("a", "b", "c");
            var second = connection.setSavepoint();
            assertThatThrownBy(() -> run(connection, "select no_such_column from item"))
                    .isInstanceOf(SQLException.class);
            connection.rollback(second);
            assertThat(names(connection)).containsExactly("a", "b", "c");
        });
    }

    @Test
    void setsTheTenantInEachTransaction() throws SQLException {
        serve(BOLT, connection -> {
            connection.setAutoCommit(false);
            try (var kept = connection.prepareStatement("select name from item order by name")) {
                for (var i = 0; i < 3; i++) {
                    assertThat(names(kept.executeQuery())).containsExactly("x", "y");
                    assertThat(names(connection)).containsExactly("x", "y");
                    connection.commit();
                    assertThat(names(kept.executeQuery())).containsExactly("x", "y");
                    connection.rollback();
                }
            }
            try (var following = secondOf(connection)) {
                connection.rollback();
                assertThat(names(following.executeQuery())).containsExactly("x", "y");
                connection.rollback();
                connection.setAutoCommit(true);
                assertThat(names(following.executeQuery())).containsExactly("x", "y");
            }
        });
    }

    private static PreparedStatement secondOf(Connection connection) throws SQLException {
        names(connection);
        return connection.prepareStatement("select name from item order by name");
    }

    @Test
    void setsTheTenantAfterTransactionsEndedByText() throws SQLException {
        serve(ACME, connection -> {
            connection.setAutoCommit(false);
            names(connection);
            run(connection, "commit");
            assertThat(names(connection)).containsExactly("a", "b", "c");
            run(connection, "set search_path = t_bolt");
            assertThat(names(connection)).containsExactly("a", "b", "c");
            connection.setSchema("t_bolt");
            assertThat(names(connection)).containsExactly("a", "b", "c");
            connection.rollback();
            connection.setAutoCommit(true);
        });
    }

    /** A failed statement takes its settings along. */
    @Test
    void setsTheTenantAfterAFailure() throws SQLException {
        serve(ACME, connection -> {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> run(connection, "select 1 / 0 from item")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> names(connection)).isInstanceOf(SQLException.class);
            connection.rollback();
            assertThat(names(connection)).containsExactly("a", "b", "c");
            connection.rollback();
            connection.setAutoCommit(true);
        });
    }

    @Test
    void findsNothingInPublic() throws SQLException {
        try (var connection = pool.getConnection()) {
            run(connection, "drop table t_bolt.item");
        }

        assertThatThrownBy(() -> inTransaction(BOLT, SchemaConnectionsIT::names))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("does not exist");
        try (var connection = pool.getConnection()) {
            assertThat(names(connection)).as("the danger").containsExactly("public");
        }
    }

    @Test
    void isNotToBeUsedAfterItsSession() throws SQLException {
        try (var pooled = pool.getConnection()) {
            var entered = state.enter(pooled, ACME);
            state.leave(entered);

            assertThat(entered.isClosed()).isTrue();
            assertThat(entered.isValid(1)).isFalse();
            assertThatThrownBy(() -> names(entered)).hasMessageContaining("given back");
        }
    }

    /** From the first execution on, the driver keeps plans on the server; a plan for the columns of one schema fails in another. */
    @Test
    void keepsPlansOfSchemasApart(SessionFactoryScope scope) throws SQLException {
        try (var pooled = scope.database().connectWith("prepareThreshold", "1")) {
            for (var i = 0; i < 10; i++) {
                for (var tenant : List.of(ACME, BOLT)) {
                    var entered = state.enter(pooled, tenant);
                    entered.setAutoCommit(false);
                    everything(entered);
                    everything(entered);
                    entered.commit();
                    entered.setAutoCommit(true);
                    state.leave(entered);
                }
            }
        }
        try (var pooled = scope.database().connectWith("prepareThreshold", "1")) {
            pooled.setAutoCommit(false);
            search(pooled, "t_bolt");
            run(pooled, "prepare everything as select * from item");
            run(pooled, "execute everything");
            search(pooled, "\"A me-1\"");
            assertThatThrownBy(() -> run(pooled, "execute everything"))
                    .as("the danger")
                    .hasMessageContaining("cached plan must not change result type");
        }
    }

    private static void everything(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select * from item");
                var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static void search(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('search_path', ?, true)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    @Entity(name = "Anything")
    static class Anything {

        @Id
        int id;
    }
}
