/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Finds the transaction in progress a unit of work may join. */
final class OuterTransactions {

    private final CallbackFailureHandler handler;

    OuterTransactions(CallbackFailureHandler handler) {
        this.handler = handler;
    }

    /** The transaction of a session. */
    @Nullable
    ActiveTransaction of(SessionImplementor session) {
        return session.isTransactionInProgress() ? joined(session) : null;
    }

    /** The innermost transaction of the thread. */
    @Nullable
    ActiveTransaction onThread(SessionFactoryImplementor factory) {
        var innermost = ThreadTransactions.of(factory).innermost();
        return innermost != null && innermost.isInProgress() ? innermost : null;
    }

    private ActiveTransaction joined(SessionImplementor session) {
        var slot = TransactionSlot.of(session);
        var known = slot.current();
        if (known != null) {
            return known;
        }
        var joined = new ActiveTransaction(session, new Callbacks(handler), 1);
        JoinedCompletion.observe(joined, slot);
        return joined;
    }
}
