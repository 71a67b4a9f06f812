/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Which cacheable query a session executes. Belongs to one session. */
final class SessionReads {

    private boolean isNative;

    static SessionReads of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionReads.class, state -> new SessionReads());
    }

    /** Returns what it was before. */
    boolean begin(boolean now) {
        var before = isNative;
        isNative = now;
        return before;
    }

    /** Whether it may read rows of other tenants. */
    boolean isNative() {
        return isNative;
    }
}
