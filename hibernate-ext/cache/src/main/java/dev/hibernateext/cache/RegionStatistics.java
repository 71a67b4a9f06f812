/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

/**
 * How a region did since its factory started.
 *
 * @param region its name, without the prefix of the factory
 * @param limits what bounds it
 * @param entries how many it holds
 * @param hits how many look-ups found what they could use
 * @param nearHits how many of these moved nothing, since the node had what Redis said is still there; 0 but for results in Redis
 * @param misses how many look-ups found nothing, or what is being written
 * @param puts how many entries were put, loads and writes together
 * @param refused how many loads were not put, since they began before an eviction
 * @param outgrown how many entries made room for others
 * @param expired how many entries were older than the limit when they were looked for or met
 * @param evictions how many times an entry was evicted by hand, or by a bulk statement together with all of the region
 */
public record RegionStatistics(
        String region,
        RegionLimits limits,
        long entries,
        long hits,
        long nearHits,
        long misses,
        long puts,
        long refused,
        long outgrown,
        long expired,
        long evictions) {

    /**
     * The share of look-ups that found what they could use.
     *
     * @return from 0 to 1; 0 where nothing was looked up
     */
    public double hitRate() {
        var lookups = hits + misses;
        return lookups == 0 ? 0 : (double) hits / lookups;
    }
}
