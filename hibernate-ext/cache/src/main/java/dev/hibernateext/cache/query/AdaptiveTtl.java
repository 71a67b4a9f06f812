/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;

/**
 * A time that follows how often what a query reads changes: the mean time between two commits that change one of its tables for the tenant, recent ones
 * counting more, or half the time since the last one if that is longer. What changes more often is taken where a query reads several tables.
 *
 * <p>Changes are observed from the first execution of a query with such a time, as {@code Changes} captures them; before two of them were seen, the
 * longest time holds.
 *
 * @param shortest at least this, longer than zero
 * @param longest at most this, no shorter than the shortest
 */
public record AdaptiveTtl(Duration shortest, Duration longest) {

    /**
     * Checks the bounds.
     *
     * @throws ResultCacheException if they are none
     */
    public AdaptiveTtl {
        if (shortest.isZero() || shortest.isNegative()) {
            throw ResultCacheException.ttl(shortest);
        }
        if (longest.compareTo(shortest) < 0) {
            throw ResultCacheException.bounds(shortest, longest);
        }
    }

    /**
     * A time between two bounds.
     *
     * @param shortest at least this, longer than zero
     * @param longest at most this, no shorter than the shortest
     * @return the time
     * @throws ResultCacheException if they are none
     */
    public static AdaptiveTtl between(Duration shortest, Duration longest) {
        return new AdaptiveTtl(shortest, longest);
    }

    /**
     * What holds an interval within the bounds.
     *
     * @param interval an interval
     * @return the interval, or the bound it exceeds
     */
    public Duration clamp(Duration interval) {
        if (interval.compareTo(shortest) < 0) {
            return shortest;
        }
        return interval.compareTo(longest) > 0 ? longest : interval;
    }
}
