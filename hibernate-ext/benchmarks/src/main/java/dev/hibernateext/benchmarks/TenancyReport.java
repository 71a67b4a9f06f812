/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.sql.SQLException;

/** Measures what tenants cost on PostgreSQL. */
final class TenancyReport {

    private static final int ROUNDS = 5_000;
    private static final int READS = 301;

    private static final String COUNT = "select count(*) from tenant_track";
    private static final String FOLDED = "select id from tenant_track where folded = lower('TRACK 500')";
    private static final String LOWER = "select id from tenant_track where lower(name) = lower('TRACK 500')";

    private final Page page = Page.ofTenancy();
    private final TenancyMeter meter;

    private TenancyReport(TenancyMeter meter) {
        this.meter = meter;
    }

    /** The page of results. */
    static String text() throws SQLException {
        try (var servers = new DatabaseServers()) {
            var report = new TenancyReport(TenancyMeter.open(servers.create(DatabaseKind.POSTGRESQL)));
            report.transactions();
            report.counts();
            report.lookups();
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
                The thousand rows of one tenant among a million of a thousand tenants. Below the policy the statement names no tenant. Medians
                of %d; the ratio is to the statement that names it.""".formatted(READS));
        page.header("statement", "buffers", "index on the tenant", "µs", "ratio");
        var explicit = meter.read(COUNT + " where tenant = 't7'", false, READS);
        var policy = meter.read(COUNT, true, READS);
        page.row("tenant in the statement", explicit, explicit.micros());
        page.row("below the policy", policy, explicit.micros());
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
}
