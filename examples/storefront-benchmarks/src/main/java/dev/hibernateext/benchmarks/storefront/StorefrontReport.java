/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.benchmarks.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures and writes the page of the storefront. */
public final class StorefrontReport {

    private static final int USUAL_STARTS = 15;
    private static final int BLOCKS = 20;
    private static final int TIMES = 100;
    private static final double TAIL = 0.99;

    private static final String HEAD = """
            # Benchmarks of the storefront

            What the start of `examples/storefront` and a page of its catalogue cost on PostgreSQL, beside the same written by hand with Spring Data
            JPA on plain Hibernate, in the same run. Nothing here is typed by hand; it is written by

            ```sh
            mvn -B -ntp -Pstorefront-benchmarks -pl examples/storefront-benchmarks -am -DskipTests package -Dbenchmarks.args="%d"
            ```

            where the number is that of the starts of each application.

            | application | what it is |
            | --- | --- |
            | by hand | the entities of the storefront with columns written by hand, `@TenantId`, `@SQLRestriction`, `@Audited`, auditing and repositories of Spring Data, a filter that finds the shop, lists of five entities; no jar of the library |
            | by hand, beside the starter | the same application with the starter and the jars of core, repositories, tenants and history on its class path: what their presence costs |
            | the storefront, with the starter | `examples/storefront` as it is, but for the server it starts and the tokens it gives |

            What is not the same: by hand there is one shop in rows; the storefront has three, in rows, a schema and a database, and also updates with
            `If-Match`, conflicts, the trash and histories. By hand a list knows some operators on some fields and trusts their values; the
            storefront's filters are those of the library, with limits and problems.

            Rules: all applications use the same server and the same tables with the same rows. Each is a process of its own with 512 MB, and they take
            turns.
            """;

    private final Page page;
    private final int starts;

    private StorefrontReport(int starts) {
        this.page = Page.of(HEAD.formatted(starts));
        this.starts = starts;
    }

    /**
     * Measures and writes.
     *
     * @param arguments the folder of the page; then, if wanted, the number of starts of each application
     * @throws Exception if a measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        var report = new StorefrontReport(arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_STARTS);
        try (var server = ShopServer.start()) {
            report.pages(server);
            report.starts(server);
        }
        Files.writeString(Path.of(arguments[0], "benchmarks-storefront.md"), report.page.text());
    }

    private void pages(ShopServer server) throws IOException, SQLException {
        try (var library = Served.filled(server);
                var byHand = Served.counted(Way.BY_HAND, server);
                var beside = Served.counted(Way.BESIDE, server)) {
            server.settle();
            var visitors = new EnumMap<Way, Visitor>(Way.class);
            var token = server.token("vinyl");
            visitors.put(Way.BY_HAND, new Visitor(byHand, "vinyl", token));
            visitors.put(Way.BESIDE, new Visitor(beside, "vinyl", token));
            visitors.put(Way.LIBRARY, new Visitor(library, "vinyl", token));
            pages(new PageMeter(visitors, BLOCKS, TIMES).measure());
        }
    }

    private void pages(Map<Way, PageMeter.Measured> all) {
        page.section("What a page of %d tracks costs".formatted(PageMeter.ROWS), """
                `GET /shops/vinyl/api/%s`, with `X-Total-Count`, the albums and their artists; every 50th track is in the trash. All applications answer
                with the same bytes. At the server: from the first filter until the answer is written, one request after another; %s of each, as many
                before. CPU and bytes are those of the thread of the request.""".formatted(
                        PageMeter.QUERY, Page.number(BLOCKS * TIMES)));
        page.header(
                "application",
                "statements",
                "round trips",
                "bytes",
                "ratio",
                "CPU ms",
                "ratio",
                "ms",
                "ratio",
                "ms, 99 %");
        var baseline = requireNonNull(all.get(Way.BY_HAND));
        all.forEach((way, measured) -> page.cells(
                way.title(),
                Page.number(measured.statements()),
                Page.number(measured.roundTrips()),
                Page.number(measured.bytes()),
                Page.ratio(measured.bytes(), baseline.bytes()),
                millis(measured.cpuNanos()),
                Page.ratio(measured.cpuNanos(), baseline.cpuNanos()),
                millis(measured.nanos(0.5)),
                Page.ratio(measured.nanos(0.5), baseline.nanos(0.5)),
                millis(measured.nanos(TAIL))));
    }

    private static String millis(double nanos) {
        return Page.number(nanos / TimeUnit.MILLISECONDS.toNanos(1));
    }

    private void starts(ShopServer server) throws IOException {
        page.section("What a start takes", """
                From the start of the process until the application answers, without the database server and without filling shops; median of %d, and
                between which half of them are. The storefront starts the history, the tenants and the filters as well, which by hand are not there. Compare the
                processor, where the halves do not overlap; the clock also waits for whatever else the machine does.""".formatted(starts));
        page.header("application", "CPU ms", "half of them", "ratio", "ms", "half of them", "ratio");
        var meter = new StartMeter(server, starts);
        var all = meter.starts();
        var cpu = meter.measure(Served::cpuMillis, all);
        var wall = meter.measure(Served::wallMillis, all);
        for (var way : Way.values()) {
            var cpuOfWay = requireNonNull(cpu.get(way));
            var wallOfWay = requireNonNull(wall.get(way));
            page.cells(
                    way.title(),
                    Page.number(cpuOfWay.median()),
                    half(cpuOfWay),
                    Page.ratio(
                            cpuOfWay.median(),
                            requireNonNull(cpu.get(Way.BY_HAND)).median()),
                    Page.number(wallOfWay.median()),
                    half(wallOfWay),
                    Page.ratio(
                            wallOfWay.median(),
                            requireNonNull(wall.get(Way.BY_HAND)).median()));
        }
    }

    private static String half(StartMeter.Spread spread) {
        return Page.number(spread.lower()) + "–" + Page.number(spread.upper());
    }
}
