/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.ChangeFailureHandler;
import dev.hibernateext.core.change.ChangeListener;
import org.jboss.logging.Logger;

/** Logs failures without the messages of exceptions, which may hold values. */
final class FailureLog implements ChangeFailureHandler {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.change");

    private static final String LISTENER_FAILED =
            "HEXT000201: Change listener %s failed after the transaction was completed, which is not undone: %s";
    private static final String HANDLER_FAILED = "HEXT000202: Change failure handler %s failed itself: %s";

    @Override
    public void failed(ChangeListener listener, Throwable failure) {
        LOG.warnf(LISTENER_FAILED, listener.getClass().getName(), new Trace(failure));
    }

    static void handlerFailed(ChangeFailureHandler handler, Throwable failure) {
        LOG.errorf(HANDLER_FAILED, handler.getClass().getName(), new Trace(failure));
    }
}
