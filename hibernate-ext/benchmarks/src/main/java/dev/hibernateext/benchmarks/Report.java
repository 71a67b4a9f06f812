/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Measures and writes a page of results. */
public final class Report {

    private static final int[] FACTORY_SIZES = {10, 100, 1_000};

    private final Page page;

    private Report(Page page) {
        this.page = page;
    }

    /**
     * Measures and writes.
     *
     * @param arguments the folder of the page; then, if wanted, {@code repository} for the page of repositories instead of
     *     that of the core, the number of forks and of iterations; or {@code tenancy} for the page of tenants
     * @throws Exception if a measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        if (arguments.length > 1 && arguments[1].equals("tenancy")) {
            Files.writeString(folder.resolve("benchmarks-tenancy.md"), TenancyReport.text());
            return;
        }
        var ofRepositories = arguments.length > 1 && arguments[1].equals("repository");
        var numbers = Stream.of(arguments)
                .skip(ofRepositories ? 2 : 1)
                .map(Integer::valueOf)
                .toList();
        var forks = numbers.isEmpty() ? 2 : numbers.get(0);
        var iterations = numbers.size() > 1 ? numbers.get(1) : 5;
        if (ofRepositories) {
            ofRepositories(folder, forks, iterations);
        } else {
            Files.writeString(folder.resolve("benchmarks.md"), text(forks, iterations));
        }
    }

    /** A page for each major version of the server. */
    private static void ofRepositories(Path folder, int forks, int iterations) throws Exception {
        var server = PooledServer.version();
        var major = PooledServer.major(server);
        var name = major == PooledServer.USUAL_MAJOR ? "" : "-" + major;
        Files.writeString(
                folder.resolve("benchmarks-repository" + name + ".md"),
                RepositoryReport.text(server, forks, iterations));
    }

    private static String text(int forks, int iterations) throws Exception {
        var report = new Report(Page.ofCore(forks, iterations));
        report.counts();
        report.costs(forks, iterations);
        report.deletions(forks, iterations);
        report.startup();
        return report.page.text();
    }

    private void counts() throws SQLException {
        page.section("What is asked of the database", """
                One operation on PostgreSQL, mean of 50; a transaction each. Statements and round trips are exact and a test
                compares them in every build; buffers are those of the table and its index, log bytes those of the whole
                server.""");
        page.header("operation", "subject", "statements", "round trips", "buffers", "log bytes");
        try (var servers = new DatabaseServers()) {
            for (var operation : Operation.values()) {
                for (var subject : Subject.values()) {
                    try (var meter = CountMeter.open(subject, servers.create(DatabaseKind.POSTGRESQL))) {
                        page.row(operation, subject, meter.count(operation));
                    }
                }
            }
        }
    }

    private void costs(int forks, int iterations) throws RunnerException {
        var costs = CostMeter.measure(forks, iterations);
        page.section("What is allocated", """
                JMH with %d forks of %d iterations of one second, `-prof gc`. Bytes per operation vary by about 2 %% on a busy
                machine; time varies far more and is only told.""".formatted(forks, iterations));
        page.header("database", "operation", "subject", "bytes", "ratio", "µs");
        for (var database : new DatabaseKind[] {DatabaseKind.H2, DatabaseKind.POSTGRESQL}) {
            for (var operation : Operation.values()) {
                for (var subject : Subject.values()) {
                    page.row(new CostMeter.Cell(database, operation, subject), costs);
                }
            }
        }
    }

    private void deletions(int forks, int iterations) throws RunnerException {
        var costs = CostMeter.measureDeletions(forks, iterations);
        page.section("What soft delete allocates", """
                One table in six ways, each in a factory of its own. `plain` deletes rows for good; `hand` assigns the columns of the mark
                and hides nothing; `soft` is the library (`SoftDeletableEntity`), `core` Hibernate's `@SoftDelete`, `restriction`
                `@SQLRestriction` with `@SQLDelete`, `filter` a `@Filter` enabled in all sessions with `@SQLDelete`. Deletes are rolled back. An
                HQL delete of `restriction` and `filter` deletes for good, the others update. `plain`, `core`, `restriction` and `filter`
                bind no time when they remove, which the driver allocates for.""");
        page.header("database", "operation", "way", "bytes", "ratio", "µs");
        for (var database : new DatabaseKind[] {DatabaseKind.H2, DatabaseKind.POSTGRESQL}) {
            for (var operation : DeletionOperation.values()) {
                for (var subject : DeletionSubject.values()) {
                    page.row(new CostMeter.DeletionCell(database, operation, subject), costs);
                }
            }
        }
    }

    private void startup() throws IOException, InterruptedException {
        page.section("What a start costs", """
                The second session factory of a process of its own, without a database; each entity has thirteen attributes and
                a reference. The first row has none of our jars on its class path. What is retained cannot be compared for the mixin:
                its static metamodel holds the attributes of the factory built last, as any static metamodel does.""");
        page.header("entities", "setup", "allocated MB", "ratio", "retained MB", "ratio");
        for (var entities : FACTORY_SIZES) {
            var baseline = Startup.measure(entities, Startup.Setup.WITHOUT_JARS);
            for (var setup : Startup.Setup.values()) {
                page.row(entities, setup, Map.entry(Startup.measure(entities, setup), baseline));
            }
        }
    }
}
