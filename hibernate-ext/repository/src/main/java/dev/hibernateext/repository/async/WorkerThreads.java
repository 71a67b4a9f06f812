/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads for calls. Virtual threads are found by reflection, because the library is built for a runtime without them. */
final class WorkerThreads {

    private static final String NAME = "hibernate-ext-async-";

    private static final int FIRST_WITH_VIRTUAL = 21;

    private WorkerThreads() {}

    static ThreadFactory factory() {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL ? virtual() : platform();
    }

    private static ThreadFactory virtual() {
        try {
            var builder = Class.forName("java.lang.Thread$Builder");
            var ofVirtual = Thread.class.getMethod("ofVirtual").invoke(null);
            var named = builder.getMethod("name", String.class, long.class).invoke(ofVirtual, NAME, 0L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This runtime has no virtual threads, although its version says so.", e);
        }
    }

    private static ThreadFactory platform() {
        var count = new AtomicLong();
        return task -> {
            var thread = new Thread(task, NAME + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
