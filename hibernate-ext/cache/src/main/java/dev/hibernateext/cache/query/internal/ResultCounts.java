/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.query.CachedResult;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.ResultListener;
import dev.hibernateext.cache.query.ResultStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Counts, and tells listeners. Safe for use by many threads. */
final class ResultCounts {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder savedLoads = new LongAdder();
    private final LongAdder loadingNanos = new LongAdder();
    private final Map<EndCause, LongAdder> ended = Arrays.stream(EndCause.values())
            .collect(Collectors.toMap(
                    cause -> cause,
                    cause -> new LongAdder(),
                    (one, other) -> one,
                    () -> new EnumMap<>(EndCause.class)));
    private final List<ResultListener> listeners = new CopyOnWriteArrayList<>();

    /** How many results made room for others, by region. */
    private final List<LongSupplier> outgrown = new CopyOnWriteArrayList<>();

    void region(LongSupplier outgrownOfRegion) {
        outgrown.add(outgrownOfRegion);
    }

    ResultListener.Registration listen(ResultListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void hit(ResultEntry entry, boolean waited) {
        hits.increment();
        if (waited) {
            savedLoads.increment();
        }
        if (!listeners.isEmpty()) {
            var result = entry.result();
            listeners.forEach(listener -> listener.hit(result, waited));
        }
    }

    void loaded(CachedResult result, long nanos) {
        misses.increment();
        loadingNanos.add(nanos);
        var took = Duration.ofNanos(nanos);
        listeners.forEach(listener -> listener.loaded(result, took));
    }

    void ended(ResultEntry entry, EndCause cause) {
        if (entry.end()) {
            requireNonNull(ended.get(cause)).increment();
            if (!listeners.isEmpty()) {
                var result = entry.result();
                listeners.forEach(listener -> listener.ended(result, cause));
            }
        }
    }

    ResultStatistics statistics() {
        var byCause = new EnumMap<EndCause, Long>(EndCause.class);
        ended.forEach((cause, count) -> byCause.put(cause, count.sum()));
        byCause.put(
                EndCause.SIZE,
                outgrown.stream().mapToLong(LongSupplier::getAsLong).sum());
        return new ResultStatistics(
                hits.sum(), misses.sum(), savedLoads.sum(), Duration.ofNanos(loadingNanos.sum()), byCause);
    }
}
