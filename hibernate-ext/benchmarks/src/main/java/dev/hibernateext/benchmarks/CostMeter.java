/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link CrudBenchmark} and keeps what its result says about each subject. */
final class CostMeter {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private CostMeter() {}

    /** One cell of the result. */
    record Cell(DatabaseKind database, Operation operation, Subject subject) {}

    static Map<Cell, Cost> measure(int forks, int iterations) throws RunnerException {
        var options = new OptionsBuilder()
                .include(CrudBenchmark.class.getName())
                .forks(forks)
                .warmupIterations(2 * iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler("gc")
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch")
                .shouldFailOnError(true)
                .build();
        return new Runner(options).run().stream().collect(Collectors.toMap(CostMeter::cell, CostMeter::cost));
    }

    private static Cell cell(RunResult result) {
        Function<String, String> parameter = result.getParams()::getParam;
        return new Cell(
                DatabaseKind.valueOf(parameter.apply("database")),
                Operation.valueOf(parameter.apply("operation")),
                Subject.valueOf(parameter.apply("subject")));
    }

    private static Cost cost(RunResult result) {
        var allocated = requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
        return new Cost(allocated.getScore(), result.getPrimaryResult().getScore());
    }
}
