/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what tenants cost on PostgreSQL. */
final class TenancyReport {

    private static final int ROUNDS = 5_000;
    private static final int READS = 101;
    private static final int PASSES = 7;
    private static final int SCHEMAS = 10_000;
    private static final int FORKS = 1;
    private static final int ITERATIONS = 3;

    private static final String COUNT = "select count(*) from tenant_track";
    private static final String FOLDED = "select id from tenant_track where folded = lower('TRACK 500')";
    private static final String LOWER = "select id from tenant_track where lower(name) = lower('TRACK 500')";

    private final Page page = Page.ofTenancy();
    private final TenancyMeter meter;

    private TenancyReport(TenancyMeter meter) {
        this.meter = meter;
    }

    /** The page of results. */
    static String text() throws SQLException, IOException, RunnerException {
        try (var servers = new DatabaseServers()) {
            var report = new TenancyReport(TenancyMeter.open(servers.create(DatabaseKind.POSTGRESQL)));
            report.transactions();
            report.counts();
            report.lookups();
            report.catalog();
            report.admission();
            report.rows();
            report.switches(servers);
            report.schemas(servers);
            report.check();
            report.audit();
            return report.page.text();
        }
    }

    private void transactions() throws SQLException {
        page.section("What the tenant costs a transaction", """
                One row by its id, JDBC, the connection taken into the state of the tenant and out of it each time. Medians of %d.""".formatted(ROUNDS));
        page.header("way", "round trips", "bytes", "µs");
        for (var way : TenancyWay.values()) {
            var cost = meter.cost(way, ROUNDS);
            page.row(way.title(), cost.roundTrips(), cost.bytes(), cost.micros());
        }
    }

    private void counts() throws SQLException {
        page.section("What a native count costs", """
                The thousand rows of one tenant among a million of a thousand tenants. Below the policy the statement names no tenant. Both
                are read in turn, the middle one of %d medians of %d; the ratio is to the statement that names it.""".formatted(PASSES, READS));
        page.header("statement", "buffers", "index on the tenant", "µs", "ratio");
        var explicit = new ArrayList<TenancyMeter.Read>();
        var policy = new ArrayList<TenancyMeter.Read>();
        for (var pass = 0; pass < PASSES; pass++) {
            explicit.add(meter.read(COUNT + " where tenant = 't7'", false, READS));
            policy.add(meter.read(COUNT, true, READS));
        }
        page.row("tenant in the statement", middle(explicit), middle(explicit).micros());
        page.row("below the policy", middle(policy), middle(explicit).micros());
    }

    private static TenancyMeter.Read middle(List<TenancyMeter.Read> reads) {
        return reads.stream()
                .sorted(Comparator.comparingDouble(TenancyMeter.Read::micros))
                .toList()
                .get(reads.size() / 2);
    }

    private void lookups() throws SQLException {
        page.section("What a look-up without case costs", """
                One row of one tenant by its name, whatever its case, in the same table.""");
        page.header("statement", "buffers", "index on the tenant", "µs", "ratio");
        var explicit = meter.read(FOLDED + " and tenant = 't7'", false, READS);
        page.row("generated column, tenant in the statement", explicit, explicit.micros());
        page.row("generated column, below the policy", meter.read(FOLDED, true, READS), explicit.micros());
        page.row("`lower(name)`, below the policy", meter.read(LOWER, true, READS), explicit.micros());
    }

    private void catalog() throws RunnerException {
        page.section("What a registered tenant costs", """
                One of %,d tenants looked up, another each time, behind a cache whose answers are at most a second old; and the heap of a tenant
                in the catalog and the cache together, with its keys, while nobody works for it.""".formatted(RegisteredTenants.COUNT));
        page.header("cost", "bytes", "µs");
        page.row("a look-up", CostMeter.measureTenants(FORKS, ITERATIONS));
        page.row("a tenant at rest", retainedBytes());
    }

    private void admission() throws RunnerException {
        page.section("What a turn costs", """
                A connection taken and closed for one of a hundred tenants, another each time, from a pool that costs nothing. JMH with
                %d forks of %d iterations of one second, `-prof gc`.""".formatted(FORKS, ITERATIONS));
        page.header("way", "bytes", "µs");
        var costs = CostMeter.measureAdmission(FORKS, ITERATIONS);
        page.row("no gate", requireNonNull(costs.get("pool")));
        page.row("a gate nobody waits at", requireNonNull(costs.get("admitted")));
        page.row("retries, at the first attempt", requireNonNull(costs.get("retried")));
    }

    private void rows() throws RunnerException {
        page.section("What rows of tenants allocate", """
                One table mapped in three ways, each in a factory of its own: `plain` has all columns by hand and sees all rows; `library`
                extends `TenantEntity`, with tenant, soft delete, stamps and version; `core` is `plain` with Hibernate's `@TenantId`. JMH with
                %d forks of %d iterations of one second, `-prof gc`.""".formatted(FORKS, ITERATIONS));
        page.header("database", "operation", "way", "bytes", "ratio", "µs");
        var costs = CostMeter.measureTenanted(FORKS, ITERATIONS);
        for (var database : new DatabaseKind[] {DatabaseKind.H2, DatabaseKind.POSTGRESQL}) {
            for (var operation : TenantedOperation.values()) {
                for (var subject : TenantedSubject.values()) {
                    page.row(new CostMeter.TenantedCell(database, operation, subject), costs);
                }
            }
        }
    }

    private void check() throws SQLException {
        page.section("What the check of row-level security costs", """
                Once, when a factory starts, on one connection; a factory logs its own as HEXT000603. The table of the sections above on a
                server that has nothing else. Medians of %d.""".formatted(READS));
        page.header("schema", "round trips", "bytes", "µs");
        var cost = meter.check(READS);
        page.row("one table of tenants", cost.roundTrips(), cost.bytes(), cost.micros());
    }

    private void audit() {
        page.section("What the isolation audit costs", """
                One name by its id in a session of a tenant, on H2 in memory, where the process itself is most of it. Each text is parsed once,
                before the measurement. Medians of %d; allocation is the mean.""".formatted(ROUNDS));
        page.header("statement", "bytes", "µs");
        for (var way : AuditMeter.Way.values()) {
            try (var audited = AuditMeter.open(way)) {
                for (var origin : AuditMeter.Origin.values()) {
                    page.row(origin.title() + ", " + way.title(), audited.cost(origin, ROUNDS));
                }
            }
        }
    }

    private void switches(DatabaseServers servers) throws SQLException, IOException {
        page.section("What switching between schemas costs", """
                Round trips of a transaction that reads one row of one of %,d tenants, by a pool of %d connections; so many of a hundred
                transactions are for another tenant than the one before.""".formatted(
                        TenancyMeter.TENANTS, SchemaMeter.FEW_CONNECTIONS));
        page.header("way", "no switch", "10", "100");
        var schemas = SchemaMeter.of(servers.create(DatabaseKind.POSTGRESQL), TenancyMeter.TENANTS);
        for (var way : SchemaWay.values()) {
            page.row(way, new double[] {
                schemas.roundTrips(way, 0),
                schemas.roundTrips(way, SchemaMeter.FEW_SWITCHES),
                schemas.roundTrips(way, 100)
            });
        }
        distance(schemas);
    }

    private void distance(SchemaMeter schemas) throws SQLException, IOException {
        page.section("What switching costs from afar", """
                The same transactions a millisecond of network away, %d of a hundred for another tenant. Medians of %,d.""".formatted(SchemaMeter.FEW_SWITCHES, SchemaMeter.COUNTED));
        page.header("way", "ms", "ratio");
        try (var distant = new DistantServer(schemas.database(), Duration.ofMillis(1))) {
            var fixed = schemas.millis(SchemaWay.FIXED, distant.database());
            page.row(SchemaWay.FIXED, fixed, fixed);
            for (var way : List.of(SchemaWay.BY_HAND, SchemaWay.CARRIED, SchemaWay.AFFINE)) {
                page.row(way, schemas.millis(way, distant.database()), fixed);
            }
        }
    }

    private void schemas(DatabaseServers servers) throws SQLException {
        page.section("What many schemas cost", """
                %,d schemas with %d tables each in one database, %d connections, %d threads for %d seconds after each table was read
                once. A transaction reads one row. A connection serves %,d tenants at most. Memory is that of the backend with
                most. By Zipf's law the k-th tenant is asked for k times as seldom as the first.""".formatted(
                        SCHEMAS,
                        SchemaMeter.TABLES,
                        SchemaMeter.CONNECTIONS,
                        SchemaMeter.THREADS,
                        SchemaMeter.SECONDS,
                        SchemaWay.TENANTS_A_CONNECTION));
        page.header("traffic", "way", "transactions a second", "ratio", "affine", "MB of a backend");
        var schemas = SchemaMeter.of(servers.create(DatabaseKind.POSTGRESQL), SCHEMAS);
        for (var traffic : SchemaMeter.Traffic.values()) {
            var byHand = schemas.load(SchemaWay.BY_HAND, traffic);
            page.row(traffic, SchemaWay.BY_HAND, byHand, byHand);
            page.row(traffic, SchemaWay.CARRIED, schemas.load(SchemaWay.CARRIED, traffic), byHand);
            page.row(traffic, SchemaWay.AFFINE, schemas.load(SchemaWay.AFFINE, traffic), byHand);
        }
    }

    private static double retainedBytes() {
        var before = used();
        var tenants = RegisteredTenants.cached();
        try {
            return (double) (used() - before) / RegisteredTenants.COUNT;
        } finally {
            Reference.reachabilityFence(tenants);
        }
    }

    /** When a collection frees nothing more: what was measured before is held by references that outlive one. */
    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        var before = Long.MAX_VALUE;
        var now = memory.getHeapMemoryUsage().getUsed();
        while (now < before) {
            before = now;
            memory.gc();
            now = memory.getHeapMemoryUsage().getUsed();
        }
        return now;
    }
}
