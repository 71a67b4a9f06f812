/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Who keeps the results of a factory; for the library itself. */
public interface ResultSource {

    /**
     * Whether all that ends results is heard of.
     *
     * @return false where other nodes share the regions of a provider that tells nothing
     */
    boolean isKept();

    /**
     * What invalidates them.
     *
     * @param factory the factory
     * @return for the tenant in force
     */
    CachedResults results(SessionFactoryImplementor factory);

    /**
     * Executes a query.
     *
     * @param session its session
     * @param wish what it asks of the cache
     * @param query executes it
     * @param <T> what it returns
     * @return the query's result
     */
    <T extends @Nullable Object> T during(SharedSessionContractImplementor session, ResultWish wish, Supplier<T> query);

    /** Who keeps those of a factory. */
    static ResultSource of(SessionFactoryImplementor factory) {
        if (factory.getSessionFactoryOptions().isQueryCacheEnabled()
                && factory.getCache().getRegionFactory() instanceof ResultSource source
                && source.isKept()) {
            return source;
        }
        throw ResultCacheException.off();
    }

    /** A cache that is off as a whole, as it may be for a while, leaves queries as they are. */
    static boolean isCacheOff(SharedSessionContractImplementor session) {
        var options = session.getFactory().getSessionFactoryOptions();
        return !options.isSecondLevelCacheEnabled() && !options.isQueryCacheEnabled();
    }
}
