/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static dev.hibernateext.it.tenancy.AskedTenants.CONTROLLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.admin.AdminQuery;
import dev.hibernateext.tenancy.admin.AdminQueryOptions;
import dev.hibernateext.tenancy.admin.AdminQueryReport;
import dev.hibernateext.tenancy.admin.AdminQueryReport.End;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Many schemas of one database of PostgreSQL; {@code -Dhibernateext.tenancy.schemas} says how many. */
@HibernateExtTest(
        databases = DatabaseKind.POSTGRESQL,
        entities = {AskedTenants.Sale.class, AskedTenants.SaleLine.class},
        contributors = AskedTenants.Settings.class)
class AdminQuerySchemasIT {

    private static final Logger LOG = Logger.getLogger(AdminQuerySchemasIT.class);
    private static final int SCHEMAS = Integer.getInteger("hibernateext.tenancy.schemas", 400);
    private static final String COUNT = "select count(*) from Sale s where s.amount >= :floor";

    @Test
    void countsInAllSchemasByFourStatementsAtMost(SessionFactoryScope scope) throws SQLException {
        var keys = schemas(scope, SCHEMAS);
        var watched = WatchedDatabases.of(scope.factory());
        watched.clear();
        var sum = new AtomicLong();
        var began = System.nanoTime();

        var report = AdminQuery.of(scope.factory(), COUNT, Long.class)
                .withParameter("floor", 0)
                .forTenants(keys)
                .forEach(CONTROLLER, row -> sum.addAndGet(row.value()));

        LOG.infof(
                "%d schemas in %d ms by %d statements",
                SCHEMAS,
                (System.nanoTime() - began) / 1_000_000,
                watched.executed().size());
        assertThat(report).isEqualTo(new AdminQueryReport(SCHEMAS, SCHEMAS, List.of(), 2, End.COMPLETED));
        assertThat(sum)
                .hasValue(IntStream.range(0, SCHEMAS).map(number -> number % 3).sum());
        assertThat(watched.executed()).hasSizeLessThanOrEqualTo(4);
        assertThat(watched.mostConnections()).isLessThanOrEqualTo(4);
        assertThat(watched.openConnections()).isZero();
    }

    /** The function that asks them all replaces a text in the statement. */
    @Test
    void leavesLiteralsAsTheyAre(SessionFactoryScope scope) throws SQLException {
        var literal = "\"hibernate-ext-place\"";
        var values = new HashSet<String>();

        AdminQuery.of(scope.factory(), "select concat(max(s.kind), '" + literal + "') from Sale s", String.class)
                .forTenants(schemas(scope, 2))
                .forEach(CONTROLLER, row -> values.add(String.valueOf(row.value())));

        assertThat(values).containsExactlyInAnyOrder("null", "k" + literal);
    }

    /** Each row tells how many locks on relations its backend holds while the tenant is looked at. */
    @Test
    void holdsTheLocksOfOneTenantAtATime(SessionFactoryScope scope) throws SQLException {
        var keys = schemas(scope, 90);
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("create or replace function locks_held() returns bigint language sql volatile as"
                    + " $$ select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'relation' $$");
        }
        var locks = new ArrayList<Long>();

        var report = AdminQuery.of(scope.factory(), "select cast(sql('locks_held()') as long) from Sale", Long.class)
                .forTenants(keys)
                .forEach(CONTROLLER, row -> locks.add(row.value()));

        assertThat(report.statements()).isEqualTo(2);
        assertThat(locks).hasSize(90).allSatisfy(held -> assertThat(held).isBetween(1L, 30L));
    }

    @Test
    void asksFewTenantsMoreWhereOneIsBroken(SessionFactoryScope scope) throws SQLException {
        var keys = schemas(scope, 60);
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("drop table \"" + keys.get(41).value() + "\".sale");
            statement.execute("alter table \"" + keys.get(0).value() + "\".sale drop column amount");
        }
        var rows = new ArrayList<TenantKey>();

        var report = AdminQuery.of(scope.factory(), COUNT, Long.class)
                .withParameter("floor", 0)
                .forTenants(keys)
                .forEach(CONTROLLER, row -> rows.add(row.tenant()));

        assertThat(report.answered()).isEqualTo(58);
        assertThat(rows).hasSize(58).doesNotContain(keys.get(0), keys.get(41));
        assertThat(report.failures())
                .extracting(failure -> failure.tenant())
                .containsExactlyInAnyOrder(keys.get(0), keys.get(41));
        assertThat(report.statements()).isLessThan(8);
    }

    @Test
    void endsStatementsThatRunWhenTimeIsOver(SessionFactoryScope scope) throws SQLException {
        var keys = schemas(scope, 10);

        var report = AdminQuery.of(
                        scope.factory(),
                        "select count(*) from Sale s where cast(sql('pg_sleep(60)') as string) is null",
                        Long.class)
                .forTenants(keys)
                .with(AdminQueryOptions.DEFAULT.withTimeout(Duration.ofMillis(300)))
                .forEach(CONTROLLER, row -> {});

        assertThat(report.end()).isEqualTo(End.TIMED_OUT);
        assertThat(report.answered()).isZero();
        assertThat(WatchedDatabases.of(scope.factory()).openConnections()).isZero();
    }

    /** Each with as many sales as its number leaves when divided by three. */
    private static List<TenantKey> schemas(SessionFactoryScope scope, int count) throws SQLException {
        var catalog = TenantFleet.of(scope).catalog();
        var run = "s" + Long.toString(System.nanoTime(), 36);
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        for i in 0 .. %d loop
                            execute format('create schema %%I', '%s_' || i);
                            execute format('create table %%I.sale (like public.sale including all)', '%2$s_' || i);
                            execute format('insert into %%I.sale (id, kind, amount, tenant_id, version, created_at, updated_at) select n, ''k'', n, %%L, 0, now(), now() from generate_series(1, %%s) n', '%2$s_' || i, '%2$s_' || i, i %% 3);
                            if i %% 100 = 99 then commit; end if;
                        end loop;
                    end $$
                    """.formatted(count - 1, run));
        }
        var keys = new ArrayList<TenantKey>();
        for (var number = 0; number < count; number++) {
            var id = run + "_" + number;
            catalog.add(Tenant.active(id, TenantPlacement.schema(TenantDatabases.MAIN, id)));
            keys.add(new TenantKey(id));
        }
        return keys;
    }
}
