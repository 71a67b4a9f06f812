/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.query.CachedResult;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.EndLevel;
import dev.hibernateext.cache.query.ResultListener;
import dev.hibernateext.cache.query.ResultStatistics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts, and tells listeners. Safe for use by many threads. */
final class ResultCounts {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder savedLoads = new LongAdder();
    private final LongAdder loadingNanos = new LongAdder();
    private final Map<EndCause, LongAdder> ended = adders(EndCause.class);
    private final Map<EndLevel, LongAdder> endedByWrites = adders(EndLevel.class);
    private final List<ResultListener> listeners = new CopyOnWriteArrayList<>();

    /** How many results made room for others, by region. */
    private final List<LongSupplier> outgrown = new CopyOnWriteArrayList<>();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        var adders = new EnumMap<E, LongAdder>(type);
        EnumSet.allOf(type).forEach(constant -> adders.put(constant, new LongAdder()));
        return adders;
    }

    private static <E extends Enum<E>> EnumMap<E, Long> sums(Class<E> type, Map<E, LongAdder> adders) {
        var sums = new EnumMap<E, Long>(type);
        adders.forEach((constant, adder) -> sums.put(constant, adder.sum()));
        return sums;
    }

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

    /** False if somebody has found that before. */
    boolean ended(ResultEntry entry, EndCause cause) {
        if (!entry.end()) {
            return false;
        }
        requireNonNull(ended.get(cause)).increment();
        if (!listeners.isEmpty()) {
            var result = entry.result();
            listeners.forEach(listener -> listener.ended(result, cause));
        }
        return true;
    }

    /** By a write of this level. */
    void ended(ResultEntry entry, Supplier<EndLevel> level) {
        if (ended(entry, EndCause.WRITE)) {
            requireNonNull(endedByWrites.get(level.get())).increment();
        }
    }

    ResultStatistics statistics() {
        var byCause = sums(EndCause.class, ended);
        byCause.put(
                EndCause.SIZE,
                outgrown.stream().mapToLong(LongSupplier::getAsLong).sum());
        return new ResultStatistics(
                hits.sum(),
                misses.sum(),
                savedLoads.sum(),
                Duration.ofNanos(loadingNanos.sum()),
                byCause,
                sums(EndLevel.class, endedByWrites));
    }
}
