/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.history;

import dev.hibernateext.benchmarks.Page;
import dev.hibernateext.benchmarks.Startup;
import dev.hibernateext.testing.database.DatabaseServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Measures and writes the page of history. */
public final class HistoryReport {

    private static final int[] FACTORY_SIZES = {10, 100, 1_000};
    private static final int USUAL_ROWS = 100_000;
    private static final double MEGABYTE = 1024 * 1024;

    private static final String HEAD = """
            # Benchmarks of history

            What histories cost on PostgreSQL, beside Envers, Hibernate's own `@Audited` and a trigger, all in one run. Nothing here is typed by
            hand; it is written by

            ```sh
            mvn -B -ntp -Phistory-benchmarks -pl hibernate-ext/history-benchmarks -am -DskipTests package -Dbenchmarks.args="%d"
            ```

            where the number is that of the rows of history among which a state is looked for. What is called alone has the parts of the library
            switched off, but for the start, where it has none of its jars. The library keeps who, why and for which operation with each
            revision; the others keep its number and time.

            Rules: as of the [benchmarks of the core](benchmarks.md). Statements and round trips are exact; log bytes are those of the whole server.
            """;

    private final Page page;
    private final int rows;

    private HistoryReport(int rows) {
        this.page = Page.of(HEAD.formatted(rows));
        this.rows = rows;
    }

    /**
     * Measures and writes.
     *
     * @param arguments the folder of the page; then, if wanted, the number of rows of history among which a state is looked for
     * @throws Exception if a measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        var report = new HistoryReport(arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_ROWS);
        report.updates();
        report.states();
        report.differences();
        report.startup();
        Files.writeString(Path.of(arguments[0], "benchmarks-history.md"), report.page.text());
    }

    private void updates() throws SQLException {
        page.section("What an update of %d entities costs".formatted(UpdateMeter.ROWS), """
                One transaction that reads %d rows and changes each, in JDBC batches; mean of %d. Statements are for each entity, one in a batch counts as
                one; log bytes are for each entity, and their ratio is to `@Audited` alone that keeps as much. Validity keeps in each row of history
                the revision that ended it, which is a second version of the row. Bytes are allocated in this process, with what counts round trips.
                `@Audited` alone with validity has no JDBC batches, with which Hibernate 7.4 fails there.""".formatted(
                        UpdateMeter.ROWS, UpdateMeter.TRANSACTIONS));
        page.header("way", "round trips", "statements", "log bytes", "ratio", "bytes", "ratio to no history");
        var all = new EnumMap<HistoryWay, UpdateMeter.Measured>(HistoryWay.class);
        try (var servers = new DatabaseServers()) {
            for (var way : HistoryWay.values()) {
                all.put(way, UpdateMeter.measure(way, servers, UpdateMeter.WARM_UP));
            }
        }
        var plain = Objects.requireNonNull(all.get(HistoryWay.PLAIN));
        all.forEach((way, measured) -> page.cells(
                way.title(),
                Page.number(measured.counts().roundTrips()),
                Page.number(measured.statements() / UpdateMeter.ROWS),
                Page.number(Math.rint(measured.counts().walBytes() / UpdateMeter.ROWS)),
                Page.ratio(measured.counts().walBytes(), logBytes(all, way.yardstick())),
                Page.number(Math.rint(measured.bytes() / UpdateMeter.ROWS)),
                Page.ratio(measured.bytes(), plain.bytes())));
    }

    private static double logBytes(Map<HistoryWay, UpdateMeter.Measured> all, HistoryWay way) {
        return Objects.requireNonNull(all.get(way)).counts().walBytes();
    }

    private void states() throws SQLException {
        page.section("What a state at an instant costs", """
                One of %s rows of history, a hundred of each entity and each in a revision of its own; from the middle of its entity's. Buffers are those
                of the history's table and of the revisions', with their indexes. Keys of tables as each way creates them: the library puts the
                revision last in those of Envers, and an index on the time of revisions.""".formatted(Page.number(rows)));
        page.header("way", "statements", "round trips", "buffers");
        try (var servers = new DatabaseServers()) {
            for (var way : StateMeter.WAYS) {
                var counts = new StateMeter(way, rows).measure(servers);
                page.cells(
                        way.title(),
                        Page.number(counts.statements()),
                        Page.number(counts.roundTrips()),
                        Page.number(counts.buffers()));
            }
        }
    }

    private void differences() throws SQLException {
        page.section("What a difference of two revisions costs", """
                An attribute and a collection differ. With Envers alone, two states are found and compared by hand.""");
        page.header("way", "statements", "round trips");
        try (var servers = new DatabaseServers()) {
            for (var way : DiffMeter.WAYS) {
                var counts = new DiffMeter(way).measure(servers);
                page.cells(way.title(), Page.number(counts.statements()), Page.number(counts.roundTrips()));
            }
        }
    }

    private void startup() throws IOException, InterruptedException {
        page.section("What a start costs", """
                The second session factory of a process of its own, without a database; each entity has thirteen attributes and
                a reference, all recorded. With ten of them, the second factory holds less than the first one leaves behind: what is retained
                says nothing then.""");
        page.header("entities", "setup", "allocated MB", "ratio", "retained MB", "ratio");
        for (var size : FACTORY_SIZES) {
            var baseline = HistoryStartup.PLAIN.measure(size);
            for (var setup : HistoryStartup.values()) {
                row(size, setup, baseline);
            }
        }
    }

    private void row(int size, HistoryStartup setup, Startup baseline) throws IOException, InterruptedException {
        var measured = setup == HistoryStartup.PLAIN ? baseline : setup.measure(size);
        page.cells(
                Page.number(size),
                setup.title(),
                Page.number(measured.allocated() / MEGABYTE),
                Page.ratio(measured.allocated(), baseline.allocated()),
                Page.number(measured.retained() / MEGABYTE),
                Page.ratio(measured.retained(), baseline.retained()));
    }
}
