/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import dev.hibernateext.core.internal.SessionState;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Which cacheable query a session executes. Belongs to one session. */
final class SessionReads {

    private @Nullable Cacheable query;

    static SessionReads of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionReads.class, state -> new SessionReads());
    }

    /** Returns what it was before. */
    @Nullable
    Cacheable begin(@Nullable Cacheable now) {
        var before = query;
        query = now;
        return before;
    }

    /** Null if nobody knows. */
    @Nullable
    Cacheable query() {
        return query;
    }
}
