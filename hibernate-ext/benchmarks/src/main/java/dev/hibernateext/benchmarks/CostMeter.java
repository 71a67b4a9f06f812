/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks and keeps what its result says about each subject. */
final class CostMeter {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private CostMeter() {}

    /** One cell of the result. */
    record Cell(DatabaseKind database, Operation operation, Subject subject) {}

    /** One cell of the result of {@link DeletionBenchmark}. */
    record DeletionCell(DatabaseKind database, DeletionOperation operation, DeletionSubject subject) {}

    /** One cell of the result of {@link TenantedBenchmark}. */
    record TenantedCell(DatabaseKind database, TenantedOperation operation, TenantedSubject subject) {}

    static Map<Cell, Cost> measure(int forks, int iterations) throws RunnerException {
        return run(CrudBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(CostMeter::cell, CostMeter::cost));
    }

    static Map<DeletionCell, Cost> measureDeletions(int forks, int iterations) throws RunnerException {
        return run(DeletionBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(CostMeter::deletionCell, CostMeter::cost));
    }

    static Map<TenantedCell, Cost> measureTenanted(int forks, int iterations) throws RunnerException {
        return run(TenantedBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(CostMeter::tenantedCell, CostMeter::cost));
    }

    static Map<BulkWay, Cost> measureBulk(int forks, int iterations) throws RunnerException {
        return run(BulkBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(
                        result -> BulkWay.valueOf(result.getParams().getParam("way")), CostMeter::cost));
    }

    static Map<QueryWay, Cost> measureQueries(int forks, int iterations) throws RunnerException {
        return run(QueryBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(
                        result -> QueryWay.valueOf(result.getParams().getParam("way")), CostMeter::cost));
    }

    /** By the name of the benchmark's method. */
    static Map<String, Cost> measureTokens(int forks, int iterations) throws RunnerException {
        return run(CursorTokenBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(result -> result.getPrimaryResult().getLabel(), CostMeter::cost));
    }

    /** By the name of the benchmark's method. */
    static Map<String, Cost> measureAdmission(int forks, int iterations) throws RunnerException {
        return run(AdmissionBenchmark.class, forks, iterations).stream()
                .collect(Collectors.toMap(result -> result.getPrimaryResult().getLabel(), CostMeter::cost));
    }

    static Cost measureTenants(int forks, int iterations) throws RunnerException {
        return cost(
                run(TenantCatalogBenchmark.class, forks, iterations).iterator().next());
    }

    private static Collection<RunResult> run(Class<?> benchmark, int forks, int iterations) throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmark.getName())
                .forks(forks)
                .warmupIterations(2 * iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch")
                .shouldFailOnError(true)
                .build();
        return new Runner(options).run();
    }

    private static Cell cell(RunResult result) {
        Function<String, String> parameter = result.getParams()::getParam;
        return new Cell(
                DatabaseKind.valueOf(parameter.apply("database")),
                Operation.valueOf(parameter.apply("operation")),
                Subject.valueOf(parameter.apply("subject")));
    }

    private static DeletionCell deletionCell(RunResult result) {
        Function<String, String> parameter = result.getParams()::getParam;
        return new DeletionCell(
                DatabaseKind.valueOf(parameter.apply("database")),
                DeletionOperation.valueOf(parameter.apply("operation")),
                DeletionSubject.valueOf(parameter.apply("subject")));
    }

    private static TenantedCell tenantedCell(RunResult result) {
        Function<String, String> parameter = result.getParams()::getParam;
        return new TenantedCell(
                DatabaseKind.valueOf(parameter.apply("database")),
                TenantedOperation.valueOf(parameter.apply("operation")),
                TenantedSubject.valueOf(parameter.apply("subject")));
    }

    private static Cost cost(RunResult result) {
        var allocated = requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
        return new Cost(allocated.getScore(), result.getPrimaryResult().getScore());
    }
}
