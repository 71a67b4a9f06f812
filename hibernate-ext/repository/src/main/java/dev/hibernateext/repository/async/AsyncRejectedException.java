/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

import dev.hibernateext.core.HibernateExtException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A call was not taken; nothing of it was done. Codes: {@code async.too-much-waiting}, and {@code async.closed} after {@link
 * AsyncSessions#close}. Status 503.
 */
public final class AsyncRejectedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private AsyncRejectedException(String code, String message, RejectedExecutionException cause) {
        super("async." + code, message, cause);
    }

    static AsyncRejectedException of(ThreadPoolExecutor executor, RejectedExecutionException cause) {
        return executor.isShutdown()
                ? new AsyncRejectedException(
                        "closed", "Cannot begin a call: the sessions are closed. Open others.", cause)
                : new AsyncRejectedException(
                        "too-much-waiting",
                        "Cannot begin a call: %d run and %d wait already. Try later, or raise the limits."
                                .formatted(
                                        executor.getActiveCount(),
                                        executor.getQueue().size()),
                        cause);
    }

    @Override
    public int status() {
        return 503;
    }
}
