/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import java.util.concurrent.ThreadFactory;

/**
 * Threads that keep no program running and inherit no context of who happened to need them.
 *
 * @param loader where drivers are looked for
 */
record PoolThreads(ClassLoader loader) implements ThreadFactory {

    private static final String NAME = "tenant-pools";

    /** With the class loader of the thread that calls. */
    static PoolThreads here() {
        return new PoolThreads(Thread.currentThread().getContextClassLoader());
    }

    @Override
    public Thread newThread(Runnable work) {
        var thread = new Thread(null, work, NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
