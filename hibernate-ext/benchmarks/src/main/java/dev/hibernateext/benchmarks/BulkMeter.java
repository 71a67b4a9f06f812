/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import dev.hibernateext.testing.database.DatabaseKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Times bulk writes on one PostgreSQL. */
final class BulkMeter {

    private static final int WARM_UP = 30;

    private BulkMeter() {}

    /** Medians in microseconds; the ways take turns, so that whatever else the machine does meets all of them. */
    static Map<BulkWay, Double> micros(int rounds) {
        try (var server = PooledServer.start(DatabaseKind.POSTGRESQL);
                var bench = Bench.open(Subject.STAMPED, server.pool())) {
            var times = new EnumMap<BulkWay, List<Double>>(BulkWay.class);
            for (var round = -WARM_UP; round < rounds; round++) {
                for (var way : BulkWay.values()) {
                    var micros = micros(way, bench);
                    if (round >= 0) {
                        times.computeIfAbsent(way, key -> new ArrayList<>()).add(micros);
                    }
                }
                bench.deleteNewTracks();
                bench.resetVersions();
            }
            var medians = new EnumMap<BulkWay, Double>(BulkWay.class);
            times.forEach((way, all) ->
                    medians.put(way, all.stream().sorted().toList().get(all.size() / 2)));
            return medians;
        }
    }

    private static double micros(BulkWay way, Bench bench) {
        var tracks = bench.bulk(way);
        var began = System.nanoTime();
        way.run(bench, tracks);
        return (System.nanoTime() - began) / 1_000.0;
    }
}
