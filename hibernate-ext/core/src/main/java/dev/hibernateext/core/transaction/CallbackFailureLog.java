/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import org.jboss.logging.Logger;

/** Logs types and stack frames, without the messages of exceptions, which may hold values. */
enum CallbackFailureLog implements CallbackFailureHandler {
    INSTANCE;

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.transaction");

    private static final String MESSAGE =
            "HEXT000501: Something failed after a transaction had ended (%s), which is not undone: %s";

    @Override
    public void handle(TransactionOutcome outcome, Throwable failure) {
        LOG.warnf(MESSAGE, outcome, describe(failure));
    }

    private static String describe(Throwable failure) {
        var text = new StringBuilder();
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            text.append(depth == 0 ? "" : "%nCaused by: ".formatted())
                    .append(cause.getClass().getName());
            for (var frame : cause.getStackTrace()) {
                text.append("%n\tat %s".formatted(frame));
            }
        }
        return text.toString();
    }
}
