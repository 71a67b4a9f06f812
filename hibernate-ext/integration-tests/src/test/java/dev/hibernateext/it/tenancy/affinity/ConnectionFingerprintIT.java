/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Whatever a transaction of a tenant does to its connection, the next one finds it as the first one did. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class ConnectionFingerprintIT {

    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.tenancy.transactions", 1_500);
    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final List<String> TENANTS = List.of("fingerprint_a", "fingerprint_b", "fingerprint_c");

    /** What tenants do that pools do not expect, and that outlives a transaction, a rollback or both. */
    private static final List<String> MISCHIEF = List.of(
            "set search_path to public",
            "set session statement_timeout = 60000",
            "set local work_mem = '8MB'",
            "set time zone 'Asia/Kathmandu'",
            "set session characteristics as transaction isolation level serializable",
            "set role fingerprint_role",
            "set session authorization fingerprint_role",
            "select set_config('app.left', 'behind', false)",
            "reset all",
            "create temporary table if not exists left_behind (id int)",
            "create temporary table if not exists ballast (id bigint)",
            "listen left_behind",
            "notify left_behind, 'text'",
            "select cast(pg_advisory_lock(4711) as varchar)",
            "select cast(pg_advisory_xact_lock(4712) as varchar)",
            "declare left_behind cursor with hold for select 1",
            "prepare left_behind as select 1",
            "select lastval()",
            "select nextval('fingerprint_sequence')",
            "discard plans",
            "savepoint left_behind",
            "lock table pg_catalog.pg_am in access share mode",
            "select 1/0",
            "select * from nowhere",
            "commit",
            "rollback");

    private static final String FINGERPRINT = """
            select concat_ws(' | ', current_user, session_user, pg_backend_pid(),
                (select string_agg(name || '=' || coalesce(setting, ''), ', ' order by name) from pg_settings
                    where source = 'session' or name in ('search_path', 'TimeZone', 'role')),
                (select count(*) from pg_class where relpersistence = 't' and pg_table_is_visible(oid)),
                (select count(*) from pg_listening_channels()),
                (select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'advisory'),
                (select count(*) from pg_prepared_statements where from_sql),
                (select count(*) from pg_cursors where is_holdable),
                nullif(current_setting('app.left', true), ''))""";

    @Test
    void isTheSameAfterEachTransaction(SessionFactoryScope scope) throws SQLException {
        prepare(scope);
        try (var pool = AffineDatabasesIT.pool(scope.database(), 2);
                var databases =
                        new AffineDatabases(TenantDatabases.single(TenantDatabases.MAIN, pool), AffinityLimits.of(1));
                var other = open(scope, databases)) {
            var baseline = fingerprint(databases);
            var random = new Random(SEED);
            for (var i = 0; i < TRANSACTIONS; i++) {
                var done = misbehave(other.factory(), random);
                assertThat(fingerprint(databases))
                        .as("seed %d, transaction %d did %s", SEED, i, done)
                        .isEqualTo(baseline);
            }
            assertThat(databases.status().get(0).retired()).isEmpty();
        }
    }

    /** The blade: what a pool alone takes back. */
    @Test
    void isAnotherOneBehindAPoolAlone(SessionFactoryScope scope) throws SQLException {
        prepare(scope);
        try (var pool = AffineDatabasesIT.pool(scope.database(), 1)) {
            var baseline = fingerprint(pool);
            try (var connection = pool.getConnection()) {
                execute(connection, MISCHIEF.get(1));
            }
            assertThat(fingerprint(pool)).isNotEqualTo(baseline);
        }
    }

    private static List<String> misbehave(SessionFactory factory, Random random) {
        var done = new ArrayList<String>();
        try (var tenant = Tenants.open(TENANTS.get(random.nextInt(TENANTS.size())));
                var session = factory.openSession()) {
            session.beginTransaction();
            try {
                for (var left = random.nextInt(4); left >= 0; left--) {
                    step(session, random, done);
                }
                end(session, random.nextInt(3) > 0);
            } catch (PersistenceException e) {
                done.add("failed: " + e.getClass().getSimpleName());
                end(session, false);
            }
        }
        return done;
    }

    private static void step(Session session, Random random, List<String> done) {
        if (random.nextInt(3) == 0) {
            done.add("read");
            session.createSelectionQuery("from FingerprintItem", FingerprintItem.class)
                    .getResultList();
            return;
        }
        var sql = MISCHIEF.get(random.nextInt(MISCHIEF.size()));
        done.add(sql);
        session.doWork(connection -> execute(connection, sql));
    }

    private static void end(Session session, boolean commit) {
        var transaction = session.getTransaction();
        if (transaction.isActive() && commit) {
            transaction.commit();
        } else if (transaction.isActive() || transaction.getRollbackOnly()) {
            transaction.rollback();
        }
    }

    private static void prepare(SessionFactoryScope scope) throws SQLException {
        try (var connection = scope.database().connect()) {
            execute(
                    connection,
                    "do $$ begin create role fingerprint_role; exception when duplicate_object then null; end $$");
            execute(connection, "create sequence if not exists fingerprint_sequence");
            for (var tenant : TENANTS) {
                execute(connection, "create schema if not exists " + tenant);
                execute(
                        connection,
                        "create table if not exists " + tenant + ".FingerprintItem (id bigint primary key)");
            }
        }
    }

    private static SessionFactoryScope open(SessionFactoryScope scope, TenantDatabases databases) {
        var catalog = InMemoryTenantCatalog.of(TENANTS.stream()
                .map(name -> Tenant.active(name, TenantPlacement.schema(TenantDatabases.MAIN, name)))
                .toArray(Tenant[]::new));
        return scope.openAnother(settings -> {
            settings.put(TenancySettings.CATALOG, catalog);
            settings.put(TenancySettings.DATABASES, databases);
            settings.put(TenancySettings.STRICT, false);
        });
    }

    private static String fingerprint(AffineDatabases databases) throws SQLException {
        var tenant = Tenant.active(TENANTS.get(0), TenantPlacement.schema(TenantDatabases.MAIN, TENANTS.get(0)));
        try (var connection = databases.connection(tenant)) {
            return fingerprint(connection);
        }
    }

    private static String fingerprint(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            return fingerprint(connection);
        }
    }

    private static String fingerprint(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FINGERPRINT)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Entity(name = "FingerprintItem")
    static class FingerprintItem {

        @Id
        long id;
    }
}
