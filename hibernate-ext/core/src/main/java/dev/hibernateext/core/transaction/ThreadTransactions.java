/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The transactions of one factory that units of work began on the threads they run on. Safe for use by many threads. */
final class ThreadTransactions {

    /* Not static: there is one per factory, and each value is removed when its unit of work ends. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<ActiveTransaction> innermost = new ThreadLocal<>();

    static ThreadTransactions of(SessionFactory factory) {
        return FactoryState.of(factory).component(ThreadTransactions.class, ThreadTransactions::new);
    }

    @Nullable
    ActiveTransaction innermost() {
        return innermost.get();
    }

    /** Returns the one that was innermost before, to be given back to {@link #leave}. */
    @Nullable
    ActiveTransaction enter(ActiveTransaction transaction) {
        var outer = innermost.get();
        innermost.set(transaction);
        return outer;
    }

    void leave(@Nullable ActiveTransaction outer) {
        if (outer == null) {
            innermost.remove();
        } else {
            innermost.set(outer);
        }
    }
}
