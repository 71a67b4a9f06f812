/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what repositories do. */
final class RepositoryReport {

    private static final List<Integer> DEPTHS = List.of(7_000, 980_000);

    private static final int ROUNDS = 50;

    private static final int LOADS = 15;

    private final Page page;
    private final int forks;
    private final int iterations;

    private RepositoryReport(String server, int forks, int iterations) {
        this.page = Page.ofRepositories(server, forks, iterations);
        this.forks = forks;
        this.iterations = iterations;
    }

    /** The page of results on a version of the server, which decides under which name it is published. */
    static String text(String server, int forks, int iterations)
            throws RunnerException, SQLException, IOException, InterruptedException {
        var report = new RepositoryReport(server, forks, iterations);
        report.bulk();
        report.loads();
        report.queries();
        report.pages();
        report.tokens();
        return report.page.text();
    }

    private void bulk() throws RunnerException, SQLException {
        var costs = CostMeter.measureBulk(forks, iterations);
        var micros = BulkMeter.micros(ROUNDS);
        page.section("What writing a thousand rows costs", """
                PostgreSQL, thirteen columns, one transaction; an upsert meets all its rows. The ratios are to one statement over arrays
                written by hand, of bytes and of time. `insertMultiple` and `upsertMultiple` are Hibernate's, without rewritten batches.
                COPY is no statement of JDBC and not counted as one. Times are medians of %d, the ways taking turns.""".formatted(ROUNDS));
        page.header("way", "statements", "round trips", "bytes a row", "ratio", "µs", "ratio");
        try (var servers = new DatabaseServers()) {
            for (var way : BulkWay.values()) {
                try (var meter = CountMeter.open(Subject.STAMPED, servers.create(DatabaseKind.POSTGRESQL))) {
                    var counts = meter.count(
                            () -> way.run(meter.bench(), meter.bench().bulk(way)), 10);
                    page.row(way, counts, costs, micros);
                }
            }
        }
    }

    private void loads() throws SQLException, IOException, InterruptedException {
        page.section("What loading a hundred thousand rows costs", """
                PostgreSQL, the same thirteen columns, an empty table, one transaction; medians of %d, the ways taking turns. `loadAll` is given a
                stream that makes the instances, and sends COPY in binary format; `\\copy` reads a file in text format, in the time psql tells.
                The rate is relative to %s. `loadAll` was run in a process with a heap of %d MB too, session factory included.""".formatted(
                        LOADS,
                        LoadMeter.hasPsql()
                                ? "psql's"
                                : "that of prepared text, which is what `\\copy` sends; there was no psql",
                        LoadMeter.HEAP));
        page.header("way", "ms", "rate");
        try (var servers = new DatabaseServers();
                var meter = LoadMeter.open(servers.create(DatabaseKind.POSTGRESQL))) {
            var millis = meter.measure(LOADS);
            meter.loadInSmallHeap();
            var baseline = requireNonNull(millis.getOrDefault(LoadWay.PSQL, millis.get(LoadWay.PREPARED)));
            millis.forEach((way, time) -> page.row(way, time, baseline));
        }
    }

    private void queries() throws RunnerException {
        var costs = CostMeter.measureQueries(forks, iterations);
        page.section("What a query costs", """
                Twenty rows behind an id, by two conditions, a sort and a limit, in a transaction on PostgreSQL. JMH with %d forks of %d
                iterations of one second, `-prof gc`.""".formatted(forks, iterations));
        page.header("way", "bytes", "ratio", "µs");
        for (var way : QueryWay.values()) {
            page.row(way, costs);
        }
    }

    private void pages() throws SQLException {
        page.section("What a page costs, however deep", """
                Twenty of a million rows on PostgreSQL, in a transaction, in a sort that begins an index; each way is checked to read the
                right rows. The library reads one row more than it shows and makes the token of the next page. Buffers are those of the
                table and its indexes: with planning, for which PostgreSQL reads the ends of indexes when it looks at the keys, and with
                a plan for any keys. Times are medians of %d, the ways taking turns.""".formatted(ROUNDS));
        page.header("way", "rows before", "statements", "round trips", "buffers", "once planned", "µs");
        try (var servers = new DatabaseServers();
                var meter = DepthMeter.open(servers.create(DatabaseKind.POSTGRESQL))) {
            var cells = new ArrayList<DepthMeter.Cell>();
            for (var way : PageWay.values()) {
                DEPTHS.forEach(depth -> cells.add(new DepthMeter.Cell(way, depth)));
            }
            var micros = meter.micros(cells, ROUNDS);
            for (var cell : cells) {
                page.row(cell, meter.count(cell), meter.buffersOncePlanned(cell), requireNonNull(micros.get(cell)));
            }
        }
    }

    private void tokens() throws RunnerException {
        var costs = CostMeter.measureTokens(forks, iterations);
        page.section("What a token costs", """
                The token of a text and a number, signed by HMAC-SHA-256, made, and checked and read; without a database.""");
        page.header("operation", "bytes", "µs");
        page.row("encode", requireNonNull(costs.get("encode")));
        page.row("decode", requireNonNull(costs.get("decode")));
        page.row("both", requireNonNull(costs.get("encodeAndDecode")));
    }
}
