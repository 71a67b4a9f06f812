/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import java.util.List;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The regions of a factory's second-level cache: how they are bounded and how they do. Safe for use by many threads.
 *
 * <pre>{@code
 * CacheRegions.of(factory).orElseThrow().statistics().forEach(region -> log.info("{}", region));
 * }</pre>
 */
public interface CacheRegions {

    /**
     * The regions of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return empty if the factory caches nothing, or its regions are made by another region factory
     */
    static Optional<CacheRegions> of(SessionFactory factory) {
        var regions = factory.unwrap(SessionFactoryImplementor.class).getCache().getRegionFactory();
        return regions instanceof CacheRegions ours ? Optional.of(ours) : Optional.empty();
    }

    /**
     * How the regions did since the factory started.
     *
     * @return one for each region that was made, by name; counters go on while they are read
     */
    List<RegionStatistics> statistics();
}
