/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.redis.Wanted;
import java.util.List;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Results that nodes share. Who keeps them says which are fresh. Safe for use by many threads. */
public interface SharedResults extends StorageAccess {

    /**
     * What a query is, and what ends its result besides writes.
     *
     * @param query Hibernate's key
     * @param more what else tells results apart, which can be written
     * @param names what ends it
     */
    record Question(Object query, List<?> more, List<String> names) {}

    /** What is to be looked for; null if its result is for nobody else. */
    @Nullable
    Wanted wanted(Question question, SharedSessionContractImplementor session);

    /** Looks for it. */
    Wanted.Found find(Wanted wanted);

    /** Puts it, unless it has ended meanwhile. */
    void put(Wanted wanted, Object item);

    /** Lets others load it. */
    void release(Wanted wanted);
}
