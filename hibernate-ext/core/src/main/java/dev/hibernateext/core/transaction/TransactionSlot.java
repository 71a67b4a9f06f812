/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.SessionState;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** The transaction of one session this package knows of, if there is one. Belongs to the session's thread. */
final class TransactionSlot {

    private @Nullable ActiveTransaction current;

    private TransactionSlot() {}

    static TransactionSlot of(SessionImplementor session) {
        return SessionState.of(session).attachment(TransactionSlot.class, state -> new TransactionSlot());
    }

    @Nullable
    ActiveTransaction current() {
        return current;
    }

    @Nullable
    ActiveTransaction replace(@Nullable ActiveTransaction transaction) {
        var before = current;
        current = transaction;
        return before;
    }
}
