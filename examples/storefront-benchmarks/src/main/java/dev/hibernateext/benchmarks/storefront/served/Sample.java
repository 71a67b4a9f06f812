/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.served;

import java.util.stream.Stream;

/**
 * One request, or the counters at an instant.
 *
 * @param nanos that passed
 * @param cpuNanos of its thread
 * @param bytes its thread allocated
 * @param statements that were prepared, if they were counted
 * @param roundTrips to the database, if its sockets count
 */
public record Sample(long nanos, long cpuNanos, long bytes, long statements, long roundTrips) {

    private static final int FIELDS = 5;

    Sample minus(Sample before) {
        return new Sample(
                nanos - before.nanos,
                cpuNanos - before.cpuNanos,
                bytes - before.bytes,
                statements - before.statements,
                roundTrips - before.roundTrips);
    }

    String line() {
        return "%d %d %d %d %d".formatted(nanos, cpuNanos, bytes, statements, roundTrips);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @param line of five numbers
     * @return the sample
     */
    public static Sample parse(String line) {
        var numbers =
                Stream.of(line.split(" ", FIELDS)).mapToLong(Long::parseLong).toArray();
        return new Sample(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
