/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.internal.SessionState;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The session a unit of work has beside a given stateless one: its child, which shares connection and transaction, is flushed before the commit
 * and closed with its parent. Units of work on the same stateless session share it. Belongs to the thread of the session.
 */
final class Companion {

    private final SharedSessionContractImplementor parent;
    private @Nullable SessionImplementor session;

    private Companion(SharedSessionContractImplementor parent) {
        this.parent = parent;
    }

    /** The session beside a stateless one. */
    static SessionImplementor of(SharedSessionContractImplementor parent) {
        return SessionState.of(parent)
                .attachment(Companion.class, state -> new Companion(parent))
                .session();
    }

    /** The stateless session a session was opened beside, or null for a session that stands alone. */
    static @Nullable StatelessSession parentOf(SessionImplementor session) {
        var companion = SessionState.of(session).findAttachment(Companion.class);
        return companion == null ? null : (StatelessSession) companion.parent;
    }

    /** A transaction has ended: what the session has read in it may not be true in the next. */
    static void clear(SessionImplementor session) {
        if (session.isOpen() && parentOf(session) != null) {
            session.clear();
        }
    }

    private SessionImplementor session() {
        if (session == null || !session.isOpen()) {
            // Made first, or the child would have one of its own.
            parent.accessTransaction();
            session = ChildSessions.of(parent).open(parent);
            SessionState.of(session).attachment(Companion.class, state -> this);
        }
        return session;
    }
}
