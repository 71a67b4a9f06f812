/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a start takes: each is a process of its own, and the applications take turns. */
final class StartMeter {

    private static final double LOWER = 0.25;
    private static final double UPPER = 0.75;

    private final ShopServer server;
    private final int starts;

    StartMeter(ShopServer server, int starts) {
        this.server = server;
        this.starts = starts;
    }

    /** From the start of the process until the application can answer, of all its threads; the first start of each is not counted. */
    Map<Way, Spread> measure(ToLongFunction<Served> value, Map<Way, List<Served>> all) {
        var spreads = new EnumMap<Way, Spread>(Way.class);
        all.forEach((way, started) -> spreads.put(way, Spread.of(started, value)));
        return spreads;
    }

    Map<Way, List<Served>> starts() throws IOException {
        var all = new EnumMap<Way, List<Served>>(Way.class);
        for (var start = 0; start <= starts; start++) {
            for (var way : Way.values()) {
                try (var served = Served.plain(way, server)) {
                    if (start > 0) {
                        all.computeIfAbsent(way, first -> new ArrayList<>()).add(served);
                    }
                }
            }
        }
        return all;
    }

    /**
     * The middle of some values.
     *
     * @param median half are below it
     * @param lower a quarter is below it
     * @param upper a quarter is above it
     */
    record Spread(double median, double lower, double upper) {

        private static Spread of(List<Served> started, ToLongFunction<Served> value) {
            var sorted = started.stream().mapToLong(value).sorted().toArray();
            var last = sorted.length - 1;
            return new Spread(
                    sorted[last / 2], sorted[(int) Math.round(LOWER * last)], sorted[(int) Math.round(UPPER * last)]);
        }
    }
}
