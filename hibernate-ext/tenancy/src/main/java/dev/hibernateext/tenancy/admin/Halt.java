/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.tenancy.admin.AdminQueryReport.End;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jboss.logging.Logger;

/** Ends a query over tenants early, and the statements that run. For use by many threads. */
final class Halt {

    private static final Logger LOG = Logger.getLogger(Halt.class);

    private final AdminQueryOptions options;
    private final long deadlineNanos;
    private final Set<SharedSessionContractImplementor> running = ConcurrentHashMap.newKeySet();
    private volatile End end = End.COMPLETED;

    Halt(AdminQueryOptions options) {
        this.options = options;
        this.deadlineNanos = System.nanoTime() + options.timeout().toNanos();
    }

    End end() {
        return end;
    }

    boolean isOver() {
        return end != End.COMPLETED;
    }

    void stop() {
        end = End.CANCELLED;
        cancelRunning();
    }

    /** Asks whether to go on, on the caller's thread. Called again, it reaches statements that began meanwhile. */
    boolean look() {
        if (!isOver() && options.cancelled().getAsBoolean()) {
            end = End.CANCELLED;
        } else if (!isOver() && System.nanoTime() - deadlineNanos >= 0) {
            end = End.TIMED_OUT;
        }
        if (isOver()) {
            cancelRunning();
        }
        return isOver();
    }

    void begins(SharedSessionContractImplementor session) {
        running.add(session);
    }

    void ends(SharedSessionContractImplementor session) {
        running.remove(session);
    }

    private void cancelRunning() {
        running.forEach(Halt::cancel);
    }

    private static void cancel(SharedSessionContractImplementor session) {
        try {
            session.getJdbcCoordinator().cancelLastQuery();
        } catch (HibernateException e) {
            LOG.debug("A statement had ended before it was cancelled", e);
        }
    }
}
