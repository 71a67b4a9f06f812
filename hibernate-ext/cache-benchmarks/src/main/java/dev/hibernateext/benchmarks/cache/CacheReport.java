/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import dev.hibernateext.benchmarks.Page;
import dev.hibernateext.testing.database.DatabaseServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page of what the cache costs and saves. */
public final class CacheReport {

    private static final int USUAL_ENTRIES = 100_000;
    private static final int FEW_ENTRIES = 1_000;
    private static final int TIMES = 2_000;

    private static final String HEAD = """
            # Benchmarks of the cache

            What reads from the cache cost on PostgreSQL, beside Hibernate's own regions and the database, all in one run. Nothing here is
            typed by hand; it is written by

            ```sh
            mvn -B -ntp -Pcache-benchmarks -pl hibernate-ext/cache-benchmarks -am -DskipTests package -Dbenchmarks.args="%d"
            ```

            where the number is that of the results among which some are ended. `Hibernate's JCache regions` are what
            `missing_cache_strategy=create` makes, by value and without a bound; `Ehcache tuned by hand` holds what it is given.

            Rules: as of the [benchmarks of the core](benchmarks.md). Statements and round trips are exact; microseconds are those of the processor
            in this process, at the median of blocks that take turns, and vary with what else the machine does.
            """;

    private final Page page;
    private final int entries;

    private CacheReport(int entries) {
        this.page = Page.of(HEAD.formatted(entries));
        this.entries = entries;
    }

    /**
     * Measures and writes.
     *
     * @param arguments the folder of the page; then, if wanted, the number of results among which some are ended
     * @throws Exception if a measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        var report = new CacheReport(arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_ENTRIES);
        try (var servers = new DatabaseServers()) {
            report.reads(servers);
            report.tenants(servers);
            report.writes(servers);
        }
        report.invalidations();
        Files.writeString(Path.of(arguments[0], "benchmarks-cache.md"), report.page.text());
    }

    private void reads(DatabaseServers servers) throws SQLException {
        try (var meter = new HitMeter(servers, TIMES)) {
            page.section("What an entity costs", """
                    One of ten attributes, found by its id in a stateless session that is open. The ratio of bytes is to Ehcache tuned by hand, that of
                    time to no cache.""");
            reads(meter.find());
            page.section("What a query costs", """
                    %d of the entities, in that session; `setCacheable(true)`, but for no cache.""".formatted(HitMeter.ROWS));
            var query = meter.query();
            reads(query);
            row("the library, `CachedQuery`", meter.cachedQuery(), query);
        }
    }

    private void reads(Map<CacheWay, HitMeter.Measured> all) {
        page.header("way", "statements", "round trips", "bytes", "ratio", "µs", "ratio");
        all.forEach((way, measured) -> row(way.title(), measured, all));
    }

    private void row(String title, HitMeter.Measured measured, Map<CacheWay, HitMeter.Measured> all) {
        var tuned = Objects.requireNonNull(all.get(CacheWay.TUNED)).cost();
        var none = Objects.requireNonNull(all.get(CacheWay.NONE)).cost();
        page.cells(
                title,
                Page.number(measured.counts().statements()),
                Page.number(measured.counts().roundTrips()),
                Page.number(Math.rint(measured.cost().bytes())),
                Page.ratio(measured.cost().bytes(), tuned.bytes()),
                Page.number(measured.cost().micros()),
                Page.ratio(measured.cost().micros(), none.micros()));
    }

    private void tenants(DatabaseServers servers) throws SQLException {
        page.section("What is left of a tenant's results", """
                Of %s reads of a cached query, each after a write of another tenant to the same table.""".formatted(Page.number(TenantMeter.WRITES)));
        page.header("way", "hits");
        for (var way : List.of(CacheWay.BY_VALUE, CacheWay.TUNED, CacheWay.OURS)) {
            page.cells(way.title(), Page.number((double) new TenantMeter(way).hits(servers)));
        }
    }

    private void writes(DatabaseServers servers) throws SQLException {
        page.section("What it adds to a write", """
                A transaction that reads and changes %d rows of which nothing is cached, with the library. The cache and its query results are
                switched off and on, Hibernate's own in one case.""".formatted(WriteMeter.ROWS));
        page.header("cache", "statements", "round trips", "bytes", "ratio", "µs", "ratio");
        var all = WriteMeter.measure(servers);
        var off = Objects.requireNonNull(all.get(WriteMeter.Cache.OFF)).cost();
        for (var cache : WriteMeter.Cache.values()) {
            var measured = Objects.requireNonNull(all.get(cache));
            page.cells(
                    cache.title(),
                    Page.number(measured.counts().statements()),
                    Page.number(measured.counts().roundTrips()),
                    Page.number(Math.rint(measured.cost().bytes())),
                    Page.ratio(measured.cost().bytes(), off.bytes()),
                    Page.number(measured.cost().micros()),
                    Page.ratio(measured.cost().micros(), off.micros()));
        }
    }

    private void invalidations() {
        page.section("What ending results takes", """
                Those of one tenant, by `CachedResults`; microseconds at the median, with few results in the region and with many.""");
        page.header("what ends", "µs among " + Page.number(FEW_ENTRIES), "µs among " + Page.number(entries));
        try (var few = new InvalidationMeter(FEW_ENTRIES);
                var many = new InvalidationMeter(entries)) {
            var fewTaken = few.measure();
            var manyTaken = many.measure();
            for (var way = 0; way < fewTaken.size(); way++) {
                page.cells(
                        fewTaken.get(way).title(),
                        Page.number(fewTaken.get(way).micros()),
                        Page.number(manyTaken.get(way).micros()));
            }
        }
    }
}
