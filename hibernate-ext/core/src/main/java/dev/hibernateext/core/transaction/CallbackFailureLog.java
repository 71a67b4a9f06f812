/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.Trace;
import org.jboss.logging.Logger;

/** Logs types and stack frames, without the messages of exceptions, which may hold values. */
enum CallbackFailureLog implements CallbackFailureHandler {
    INSTANCE;

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.transaction");

    private static final String MESSAGE =
            "HEXT000501: Something failed after a transaction had ended (%s), which is not undone: %s";

    @Override
    public void handle(TransactionOutcome outcome, Throwable failure) {
        LOG.warnf(MESSAGE, outcome, new Trace(failure));
    }
}
