/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.rls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a session does to its connection, the next session finds it as it was. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class LeftStateIT {

    private static final int TRANSACTIONS = 10_000;
    private static final long SEED = 20_261_121;

    private static final Tenant TENANT = Tenant.active("acme", TenantPlacement.schema("main", "t_acme"));

    /** What ordinary statements do: nothing beyond their transaction. */
    private static final List<String> ORDINARY = List.of(
            "select name from item",
            "insert into item (name) values (md5(random()::text))",
            "update item set name = lower(name) where name > 'm'",
            "delete from item where name < 'b'",
            "with old (id) as (select max(id) from item) delete from item where id in (select id from old)",
            "select 'set role x; create temp table t()' as \"a (quoted) name\" from item where name = $q$ listen $q$");

    /** What outlives a transaction, and some of it a rollback. */
    private static final List<String> MISBEHAVING = List.of(
            "set search_path = public",
            "set role left_state",
            "set session authorization left_state",
            "set work_mem = '5MB'",
            "set statement_timeout = '1h'",
            "select set_config('work_mem', '6MB', false)",
            "select set_config('search_path', 'public', false)",
            "create temp table if not exists scratch (id int)",
            "select 1 as id into temp scratch_by_select",
            "select pg_advisory_lock(4711)",
            "with held as (select pg_advisory_lock(4712)) select * from held",
            "listen news",
            "prepare kept as select 1",
            "declare kept cursor with hold for select 1",
            "load 'plpgsql'",
            "select remember()",
            "do $$ begin perform set_config('work_mem', '7MB', false); end $$",
            "set session characteristics as transaction isolation level serializable",
            "insert into item (name) values ('x'); set work_mem = '8MB'",
            "commit",
            "rollback",
            "select 1 / 0",
            "select no_such_column from item");

    private static final String FINGERPRINT = """
            select current_user || session_user
            union all select name || ' = ' || setting from pg_settings
                where name not like 'transaction%' and name not like 'plpgsql.%' and name <> 'in_hot_standby'
            union all select 'relation ' || relname from pg_class
                where relnamespace = pg_my_temp_schema() and relkind <> 't'
            union all select 'lock ' || objid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
            union all select 'channel ' || pg_listening_channels()
            union all select 'statement ' || name from pg_prepared_statements where from_sql
            union all select 'cursor ' || name from pg_cursors where is_holdable
            order by 1
            """;

    private final PostgresqlTenantState state = PostgresqlTenantState.create();

    @BeforeEach
    void prepare(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    drop schema if exists t_acme cascade;
                    create schema t_acme create table item (id bigint generated always as identity primary key, name text);
                    create function t_acme.remember() returns void language sql
                        as 'select set_config(''application_name'', ''remembered'', false)';
                    do $$ begin create role left_state; exception when duplicate_object then null; end $$;
                    """);
        }
    }

    @Test
    void returnsConnectionsAsTheyCame(SessionFactoryScope scope) throws SQLException {
        var random = new Random(SEED);
        try (var pooled = scope.database().connect()) {
            var baseline = fingerprint(pooled);
            for (var i = 0; i < TRANSACTIONS; i++) {
                var sql = statements(random);
                serve(pooled, random.nextBoolean(), random.nextBoolean(), sql);
                assertThat(fingerprint(pooled))
                        .as("seed %d, transaction %d: %s", SEED, i, sql)
                        .containsExactlyElementsOf(baseline);
            }
        }
    }

    @Test // The blade.
    void wouldLeaveEachOfThemOtherwise(SessionFactoryScope scope) throws SQLException {
        for (var sql : MISBEHAVING.subList(0, MISBEHAVING.indexOf("load 'plpgsql'"))) {
            try (var pooled = scope.database().connect()) {
                var baseline = fingerprint(pooled);
                try (var statement = pooled.createStatement()) {
                    statement.execute(sql.replace("remember", "t_acme.remember"));
                }
                assertThat(fingerprint(pooled)).as(sql).isNotEqualTo(baseline);
            }
        }
    }

    @Test
    void emptiesInOneRoundTripAndOnlyWhereItHasTo(SessionFactoryScope scope) throws SQLException {
        var recorder = scope.dataSource().recorder();
        try (var pooled = scope.dataSource().getConnection()) {
            serve(pooled, true, true, ORDINARY);
            recorder.clear();
            serve(pooled, true, true, ORDINARY);
            assertThat(recorder.matching("discard temp")).isEmpty();

            for (var sql : MISBEHAVING) {
                recorder.clear();
                serve(pooled, true, true, List.of(sql));
                var failing = sql.contains("1 / 0") || sql.contains("no_such");
                assertThat(recorder.matching("discard temp")).as(sql).hasSize(failing ? 0 : 1);
            }
        }
    }

    @Test
    void trustsFunctionsThatAreNamed(SessionFactoryScope scope) throws SQLException {
        var trusting = PostgresqlTenantState.create().withHarmlessFunctions("Remember");
        try (var pooled = scope.dataSource().getConnection()) {
            var entered = trusting.enter(pooled, TENANT);
            run(entered, true, "select remember()");
            trusting.leave(entered);
        }

        assertThat(scope.dataSource().recorder().matching("discard temp")).isEmpty();
    }

    @Test
    void closesWhatItMayNotEmpty(SessionFactoryScope scope) throws SQLException {
        var closing = state.closingAlteredConnections();
        try (var pooled = scope.database().connect()) {
            var entered = closing.enter(pooled, TENANT);
            run(entered, true, "set work_mem = '5MB'");
            closing.leave(entered);

            assertThat(pooled.isClosed()).isTrue();
        }
    }

    private static List<String> statements(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> random.nextInt(3) == 0
                        ? ORDINARY.get(random.nextInt(ORDINARY.size()))
                        : MISBEHAVING.get(random.nextInt(MISBEHAVING.size())))
                .toList();
    }

    private void serve(Connection pooled, boolean transaction, boolean prepared, List<String> statements)
            throws SQLException {
        var entered = state.enter(pooled, TENANT);
        if (transaction) {
            entered.setAutoCommit(false);
        }
        for (var sql : statements) {
            run(entered, prepared, sql);
        }
        state.leave(entered);
        if (transaction) {
            pooled.setAutoCommit(true);
        }
    }

    /** Failures are part of it, and so is going on after them. */
    private static void run(Connection connection, boolean prepared, String sql) throws SQLException {
        var failures = new ArrayList<SQLException>();
        try {
            if (prepared) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            } else {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            failures.add(e);
        }
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure.getSQLState()).doesNotStartWith("08"));
    }

    private static List<String> fingerprint(Connection connection) throws SQLException {
        var fingerprint = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FINGERPRINT)) {
            while (rows.next()) {
                fingerprint.add(rows.getString(1));
            }
        }
        return fingerprint;
    }

    @Entity(name = "Anything")
    static class Anything {

        @Id
        int id;
    }
}
