/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.cache;

import com.sun.management.ThreadMXBean;
import dev.hibernateext.benchmarks.RequestMeter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * What an operation costs this process.
 *
 * @param bytes allocated
 * @param micros of the processor, in microseconds
 */
record Cost(double bytes, double micros) {

    private static final int BLOCKS = 15;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Measures by turns, so that what else the machine does concerns all alike.
     *
     * @param <W> what tells the operations apart
     * @param operations what is measured
     * @param times how often in each of the blocks, of which the median counts
     * @return the cost of each
     */
    static <W> Map<W, Cost> byTurns(Map<W, ? extends Runnable> operations, int times) {
        operations.values().forEach(operation -> RequestMeter.repeat(operation, BLOCKS * times));
        var blocks = new LinkedHashMap<W, List<Cost>>();
        for (var block = 0; block < BLOCKS; block++) {
            operations.forEach((way, operation) ->
                    blocks.computeIfAbsent(way, first -> new ArrayList<>()).add(block(operation, times)));
        }
        var costs = new LinkedHashMap<W, Cost>();
        blocks.forEach((way, measured) -> costs.put(way, median(measured)));
        return costs;
    }

    private static Cost median(List<Cost> blocks) {
        return new Cost(
                median(blocks.stream().mapToDouble(Cost::bytes)),
                median(blocks.stream().mapToDouble(Cost::micros)));
    }

    private static Cost block(Runnable operation, int times) {
        var thread = Thread.currentThread().getId();
        var bytes = THREADS.getThreadAllocatedBytes(thread);
        var nanos = THREADS.getThreadCpuTime(thread);
        RequestMeter.repeat(operation, times);
        nanos = THREADS.getThreadCpuTime(thread) - nanos;
        bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
        return new Cost((double) bytes / times, (double) nanos / TimeUnit.MICROSECONDS.toNanos(times));
    }

    private static double median(DoubleStream values) {
        return values.sorted().skip(BLOCKS / 2).findFirst().orElseThrow();
    }
}
