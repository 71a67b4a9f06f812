/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Finds the transaction in progress a unit of work may join. */
record OuterTransactions(SessionFactoryImplementor factory, CallbackFailureHandler handler) {

    /** The transaction of a session. */
    @Nullable
    ActiveTransaction of(SessionImplementor session) {
        return session.isTransactionInProgress() ? joined(session) : null;
    }

    /** The innermost transaction of the thread, whoever began it. */
    @Nullable
    ActiveTransaction onThread() {
        var surroundings = Surroundings.of(factory);
        var innermost = ThreadTransactions.of(factory).innermost();
        if (innermost != null
                && innermost.isInProgress()
                && Objects.equals(innermost.marker(), surroundings.marker())) {
            return innermost;
        }
        var session = surroundings.session();
        return session == null ? null : joined(session);
    }

    private ActiveTransaction joined(SessionImplementor session) {
        var slot = TransactionSlot.of(session);
        var known = slot.current();
        if (known != null) {
            return known;
        }
        var joined = new ActiveTransaction(session, new Callbacks(handler), 1);
        joined.mark(Surroundings.of(factory).marker());
        JoinedCompletion.observe(joined, slot);
        return joined;
    }
}
