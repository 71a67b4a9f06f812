/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;
import java.util.Map;

/**
 * How the results of a factory's cached queries did since it started, those of all tenants together.
 *
 * @param hits how many executions found their result, those that waited for it included
 * @param misses how many asked the database
 * @param savedLoads how many of the hits waited for the load of another, and would have asked the database by themselves
 * @param loading how long the database was asked, in sum, from the look into the cache to the last row
 * @param ended how many results ended, by cause; each is counted when it is found to have ended, and those that are never looked for again are not
 * @param endedByWrites how many of those that ended by {@link EndCause#WRITE} did so at which level; without those in Redis
 */
public record ResultStatistics(
        long hits,
        long misses,
        long savedLoads,
        Duration loading,
        Map<EndCause, Long> ended,
        Map<EndLevel, Long> endedByWrites) {

    /** Copies. */
    public ResultStatistics {
        ended = Map.copyOf(ended);
        endedByWrites = Map.copyOf(endedByWrites);
    }

    /**
     * The share of executions that found their result.
     *
     * @return from 0 to 1; 0 where nothing was executed
     */
    public double hitRate() {
        var executions = hits + misses;
        return executions == 0 ? 0 : (double) hits / executions;
    }

    /**
     * How many results ended for a cause.
     *
     * @param cause the cause
     * @return 0 or more
     */
    public long ended(EndCause cause) {
        return ended.getOrDefault(cause, 0L);
    }

    /**
     * How many results ended by writes of which just so much was known.
     *
     * @param level the level
     * @return 0 or more
     */
    public long endedByWrites(EndLevel level) {
        return endedByWrites.getOrDefault(level, 0L);
    }
}
