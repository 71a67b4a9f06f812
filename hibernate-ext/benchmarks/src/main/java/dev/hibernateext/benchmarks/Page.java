/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of results, as Markdown. */
public final class Page {

    private static final String HEAD = """
            # Benchmarks

            What the library costs, against plain Hibernate with hand-written columns on the same table in the same run. Nothing
            here is typed by hand; it is written by

            ```sh
            mvn -B -ntp -Pbenchmarks -pl hibernate-ext/benchmarks -am -DskipTests package -Dbenchmarks.args="%d %d"
            ```

            | subject | what it is |
            | --- | --- |
            | plain | an entity with hand-written columns that the application sets; the library is switched off |
            | stamped | the same table mapped by an entity that extends `AuditedEntity` |
            | present | the hand-written entity with the library switched on: what its presence costs |

            Rules: same process, pool, table and isolation for all; results are used up; what is stable is compared, time is
            told last. A ratio says something when it is further from 1 than the baseline measured twice.
            [Repositories](benchmarks-repository.md), [history](benchmarks-history.md), [the cache](benchmarks-cache.md) and
            [the storefront](benchmarks-storefront.md) have pages of their own.
            """;

    private static final String REPOSITORY_HEAD = """
            # Benchmarks of repositories

            What bulk writes, queries and pages of a repository cost, beside Hibernate's own and hand-written ways, in the same run
            on the same tables, on PostgreSQL %s. Nothing here is typed by hand; it is written by

            ```sh
            mvn -B -ntp -Pbenchmarks%s -pl hibernate-ext/benchmarks -am -DskipTests package -Dbenchmarks.args="repository %d %d"
            ```

            Rules: as of the [benchmarks of the core](benchmarks.md). Statements, round trips and buffers are exact; bytes vary by
            about 2 %%; time varies far more and is told last.
            """;

    private static final String TENANCY_HEAD = """
            # Benchmarks of tenancy

            What it costs on PostgreSQL to work for one of many tenants. Nothing here is typed by hand; it is written by

            ```sh
            mvn -B -ntp -Pbenchmarks -pl hibernate-ext/benchmarks -am -DskipTests package -Dbenchmarks.args="tenancy"
            ```

            Rules: as of the [benchmarks of the core](benchmarks.md). Round trips and buffers are exact; time varies and is told last.
            """;

    private static final String NOT_COMPARABLE = "–";

    private static final double MEGABYTE = 1024 * 1024;

    private final StringBuilder text;

    private Page(String head) {
        text = new StringBuilder(head);
    }

    /** A page that says how it was made: with a number of forks and of iterations. */
    static Page ofCore(int forks, int iterations) {
        return new Page(HEAD.formatted(forks, iterations));
    }

    /** A page that says how it was made: on a version of the server, with a number of forks and of iterations. */
    static Page ofRepositories(String server, int forks, int iterations) {
        var major = PooledServer.major(server);
        var profile = major == PooledServer.USUAL_MAJOR ? "" : ",postgresql-" + major;
        return new Page(REPOSITORY_HEAD.formatted(server, profile, forks, iterations));
    }

    static Page ofTenancy() {
        return new Page(TENANCY_HEAD);
    }

    /**
     * A page of another module.
     *
     * @param head its title, and how it was made
     * @return an empty page
     */
    public static Page of(String head) {
        return new Page(head);
    }

    /**
     * What was written so far.
     *
     * @return Markdown
     */
    public String text() {
        return text.toString();
    }

    /**
     * Begins a section.
     *
     * @param title of it
     * @param explanation what its table shows
     */
    public void section(String title, String explanation) {
        text.append("\n## ").append(title).append("\n\n").append(explanation).append("\n\n");
    }

    /**
     * Begins a table.
     *
     * @param columns their titles
     */
    public void header(String... columns) {
        cells(columns);
        cells(Stream.of(columns).map(column -> "---").toArray(String[]::new));
    }

    void row(Operation operation, Subject subject, Counts counts) {
        cells(
                operation.title(),
                name(subject),
                number(counts.statements()),
                number(counts.roundTrips()),
                number(counts.buffers()),
                number(counts.walBytes()));
    }

    void row(CostMeter.Cell cell, Map<CostMeter.Cell, Cost> costs) {
        var baseline = new CostMeter.Cell(cell.database(), cell.operation(), Subject.PLAIN);
        cells(name(cell.database()), cell.operation().title(), name(cell.subject()), costs(cell, baseline, costs));
    }

    void row(CostMeter.DeletionCell cell, Map<CostMeter.DeletionCell, Cost> costs) {
        var baseline = new CostMeter.DeletionCell(cell.database(), cell.operation(), DeletionSubject.PLAIN);
        cells(name(cell.database()), cell.operation().title(), name(cell.subject()), costs(cell, baseline, costs));
    }

    void row(CostMeter.TenantedCell cell, Map<CostMeter.TenantedCell, Cost> costs) {
        var baseline = new CostMeter.TenantedCell(cell.database(), cell.operation(), TenantedSubject.PLAIN);
        cells(name(cell.database()), cell.operation().title(), name(cell.subject()), costs(cell, baseline, costs));
    }

    void row(BulkWay way, Counts counts, Map<BulkWay, Cost> costs, Map<BulkWay, Double> micros) {
        var cost = requireNonNull(costs.get(way), way.title());
        var baseline = requireNonNull(costs.get(way.baseline()), way.title());
        var time = requireNonNull(micros.get(way), way.title());
        cells(
                way.title(),
                number(counts.statements()),
                number(counts.roundTrips()),
                number(cost.bytes() / BulkWay.ROWS),
                ratio(cost.bytes(), baseline.bytes()),
                number(time),
                ratio(time, requireNonNull(micros.get(way.baseline()), way.title())));
    }

    void row(LoadWay way, double millis, double baseline) {
        cells(way.title(), number(millis), ratio(baseline, millis));
    }

    void row(QueryWay way, Map<QueryWay, Cost> costs) {
        cells(way.title(), costs(way, QueryWay.HQL, costs));
    }

    void row(DepthMeter.Cell cell, Counts counts, double oncePlanned, double micros) {
        cells(
                cell.way().title(),
                number(cell.depth()),
                number(counts.statements()),
                number(counts.roundTrips()),
                number(counts.buffers()),
                number(oncePlanned),
                number(micros));
    }

    void row(String title, double roundTrips, double bytes, double micros) {
        cells(title, number(roundTrips), number(Math.rint(bytes)), number(micros));
    }

    void row(String title, TenancyMeter.Read read, double baselineMicros) {
        cells(
                title,
                number(read.buffers()),
                read.index() ? "yes" : "no",
                number(read.micros()),
                ratio(read.micros(), baselineMicros));
    }

    void row(SchemaWay way, double millis, double baseline) {
        cells(way.title(), number(millis), ratio(millis, baseline));
    }

    void row(SchemaWay way, double[] roundTrips) {
        cells(Stream.concat(Stream.of(way.title()), Arrays.stream(roundTrips).mapToObj(Page::number))
                .toArray(String[]::new));
    }

    void row(SchemaMeter.Traffic traffic, SchemaWay way, SchemaMeter.Load load, SchemaMeter.Load baseline) {
        cells(
                traffic == SchemaMeter.Traffic.ZIPF ? "Zipf" : "uniform",
                way.title(),
                number(Math.rint(load.perSecond())),
                ratio(load.perSecond(), baseline.perSecond()),
                Double.isNaN(load.affine()) ? NOT_COMPARABLE : number(load.affine()),
                number(Math.rint(load.megabytes())));
    }

    void row(String title, double bytes) {
        cells(title, number(Math.rint(bytes)), NOT_COMPARABLE);
    }

    void row(String title, Cost cost) {
        cells(title, number(cost.bytes()), number(cost.micros()));
    }

    /** The three columns of what was measured. */
    private static <C> String costs(C cell, C plain, Map<C, Cost> costs) {
        var cost = costs.get(cell);
        var baseline = costs.get(plain);
        if (cost == null || baseline == null) {
            throw new IllegalStateException("Nothing was measured for " + cell + ".");
        }
        return String.join(" | ", number(cost.bytes()), ratio(cost.bytes(), baseline.bytes()), number(cost.micros()));
    }

    void row(int entities, Startup.Setup setup, Map.Entry<Startup, Startup> measuredAndBaseline) {
        var measured = measuredAndBaseline.getKey();
        var baseline = measuredAndBaseline.getValue();
        cells(
                Integer.toString(entities),
                name(setup),
                number(measured.allocated() / MEGABYTE),
                ratio(measured.allocated(), baseline.allocated()),
                setup.isRetainedComparable() ? number(measured.retained() / MEGABYTE) : NOT_COMPARABLE,
                setup.isRetainedComparable() ? ratio(measured.retained(), baseline.retained()) : NOT_COMPARABLE);
    }

    /**
     * Adds a row.
     *
     * @param cells its texts
     */
    public void cells(String... cells) {
        text.append(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * A number as tables have it.
     *
     * @param value the number
     * @return a text of it
     */
    public static String number(double value) {
        var format = value == Math.rint(value) ? "%,.0f" : value < 100 ? "%,.2f" : "%,.0f";
        return String.format(Locale.ROOT, format, value).replace(',', ' ');
    }

    /**
     * A ratio as tables have it.
     *
     * @param value what is compared
     * @param baseline with what
     * @return a text with two places
     */
    public static String ratio(double value, double baseline) {
        return String.format(Locale.ROOT, "%.2f", value / baseline);
    }
}
