/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import org.jspecify.annotations.Nullable;

/** The result of one execution of a query, among those that are kept. Belongs to its thread. */
interface Lookup {

    /** What this session may use. */
    @Nullable
    ResultEntry find();

    /** Whether what this session reads now is what others read now. */
    boolean mayShare();

    /**
     * Looks once more, before the session loads it for all others in the process.
     *
     * @param deadline until when others are waited for, in nanoseconds
     */
    @Nullable
    ResultEntry lead(long deadline);

    /** Whether another process was waited for. */
    default boolean hasWaited() {
        return false;
    }

    /** What keeps an item when the query has ended well; null if it is for nobody else. */
    @Nullable
    Runnable keeping(Object item);

    /** The session has not loaded it after all. */
    default void abandon() {
        // nobody but those in the process waits
    }
}
