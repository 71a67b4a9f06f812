/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One load of one result, which others wait for. */
final class Flight {

    private final Thread loader = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean kept = true;

    /** Whether this thread loads it, in a query around the one that asks. */
    boolean isOwn() {
        return loader == Thread.currentThread();
    }

    /** It ended without a result that others could use, and another load would too. */
    void keepsNothing() {
        kept = false;
    }

    void end() {
        ended.countDown();
    }

    /** True if it is worth while to look again: it ended in time, with a result or with an error. */
    boolean await(long nanos) {
        try {
            return ended.await(nanos, TimeUnit.NANOSECONDS) && kept;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
