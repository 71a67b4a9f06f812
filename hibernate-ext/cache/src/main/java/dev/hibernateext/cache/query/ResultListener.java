/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;

/**
 * Told how cached queries do. Called on the thread that executes the query, by many threads at once; what it throws reaches the caller of the query, so
 * it should neither fail nor wait.
 */
public interface ResultListener {

    /**
     * A result was found.
     *
     * @param result the result
     * @param waited whether it was another's load, which was waited for
     */
    default void hit(CachedResult result, boolean waited) {}

    /**
     * The database was asked.
     *
     * @param result what it answered; it need not have been kept
     * @param took from the look into the cache to the last row
     */
    default void loaded(CachedResult result, Duration took) {}

    /**
     * A result was found to have ended.
     *
     * @param result the result
     * @param cause why
     */
    default void ended(CachedResult result, EndCause cause) {}

    /** A listener that is registered until closed. */
    interface Registration extends AutoCloseable {

        /** Ends the registration. Closing twice does nothing. */
        @Override
        void close();
    }
}
