/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import dev.hibernateext.benchmarks.storefront.served.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a page of the catalogue costs at the server; requests come one after another, and the applications take turns. */
final class PageMeter {

    static final int ROWS = 50;

    /** Tracks with their albums and artists, filtered and in order; the second page. */
    static final String QUERY =
            "tracks?_start=50&_end=100&_sort=album.artist.name,name&_order=asc,desc&name_like=a&unitPrice_gte=0.5";

    private static final int COUNTED = 10;

    private final Map<Way, Visitor> visitors;
    private final int blocks;
    private final int times;

    /** Each application is asked so often in each of the blocks, and for as many blocks before any is measured. */
    PageMeter(Map<Way, Visitor> visitors, int blocks, int times) {
        this.visitors = new EnumMap<>(visitors);
        this.blocks = blocks;
        this.times = times;
    }

    /**
     * What was measured.
     *
     * @param counted of few requests, with statements
     * @param timed of all others
     */
    record Measured(List<Sample> counted, List<Sample> timed) {

        double statements() {
            return percentile(counted, Sample::statements, 0.5);
        }

        double roundTrips() {
            return percentile(counted, Sample::roundTrips, 0.5);
        }

        double nanos(double part) {
            return percentile(timed, Sample::nanos, part);
        }

        double cpuNanos() {
            return percentile(timed, Sample::cpuNanos, 0.5);
        }

        double bytes() {
            return percentile(timed, Sample::bytes, 0.5);
        }

        private static double percentile(List<Sample> samples, ToLongFunction<Sample> value, double part) {
            return samples.stream()
                    .mapToLong(value)
                    .sorted()
                    .skip((long) (part * (samples.size() - 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Map<Way, Measured> measure() throws IOException {
        turns();
        var timed = turns();
        var all = new EnumMap<Way, Measured>(Way.class);
        for (var visitor : visitors.entrySet()) {
            var counted = visitor.getValue().measured(QUERY, COUNTED, true);
            all.put(visitor.getKey(), new Measured(counted, timed.getOrDefault(visitor.getKey(), List.of())));
        }
        return all;
    }

    private Map<Way, List<Sample>> turns() throws IOException {
        var samples = new EnumMap<Way, List<Sample>>(Way.class);
        for (var block = 0; block < blocks; block++) {
            for (var visitor : visitors.entrySet()) {
                samples.computeIfAbsent(visitor.getKey(), first -> new ArrayList<>())
                        .addAll(visitor.getValue().measured(QUERY, times, false));
            }
        }
        return samples;
    }
}
