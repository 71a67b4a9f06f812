/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.ChangeFailureHandler;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.ContextSource;
import dev.hibernateext.core.internal.Trace;
import org.jboss.logging.Logger;

/** Logs failures without the messages of exceptions, which may hold values. */
final class FailureLog implements ChangeFailureHandler {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.change");

    private static final String LISTENER_FAILED =
            "HEXT000201: Change listener %s failed after the transaction was completed, which is not undone: %s";
    private static final String HANDLER_FAILED = "HEXT000202: Change failure handler %s failed itself: %s";

    private static final String NO_CONTEXT =
            "HEXT000203: The context source %s failed; changes are told without a context: %s";

    private static final String TELLING_FAILED =
            "HEXT000204: Listeners could not be told of a completed transaction: %s";
    private static final String OUTCOME_UNKNOWN =
            "HEXT000205: %d changes are dropped: another synchronization failed before the outcome of their transaction was told.";
    private static final String COMMIT_GOT_NO_ANSWER =
            "HEXT000206: The commit of %d changes got no answer from the database: listeners are told neither of a commit nor of a rollback.";

    @Override
    public void failed(ChangeListener listener, Throwable failure) {
        LOG.warnf(LISTENER_FAILED, listener.getClass().getName(), new Trace(failure));
    }

    static void handlerFailed(ChangeFailureHandler handler, Throwable failure) {
        LOG.errorf(HANDLER_FAILED, handler.getClass().getName(), new Trace(failure));
    }

    static void tellingFailed(Throwable failure) {
        LOG.errorf(TELLING_FAILED, new Trace(failure));
    }

    static void outcomeUnknown(int changes) {
        LOG.warnf(OUTCOME_UNKNOWN, changes);
    }

    static void commitGotNoAnswer(int changes) {
        LOG.warnf(COMMIT_GOT_NO_ANSWER, changes);
    }

    /** The current context, or an empty one if its source fails: a committed transaction is told in any case. */
    static Context guarded(ContextSource contexts) {
        try {
            return contexts.current();
        } catch (RuntimeException failure) {
            LOG.warnf(NO_CONTEXT, contexts.getClass().getName(), new Trace(failure));
            return Context.empty();
        }
    }
}
