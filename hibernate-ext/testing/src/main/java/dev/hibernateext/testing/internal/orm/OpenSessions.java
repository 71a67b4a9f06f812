/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.internal.orm;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The sessions of one factory that were opened since the last look. Safe for use by many threads. */
public final class OpenSessions {

    /** The key under which a factory's settings carry this object. */
    public static final String SETTING = "hibernate.ext.testing.open_sessions";

    private static final int MANY = 1_000;

    /** Guarded by {@code this}, as is when those that are closed are looked for. */
    private final List<OpenSession> opened = new ArrayList<>();

    private int many = MANY;

    /** A test may open more of them, one after another, than there is memory for. */
    synchronized void opened(SharedSessionContractImplementor session) {
        if (opened.size() >= many) {
            many = MANY + 2 * stillOpen().size();
        }
        opened.add(new OpenSession(session, new Throwable("opened here")));
    }

    synchronized int known() {
        return opened.size();
    }

    /**
     * Forgets what was closed meanwhile.
     *
     * @return the sessions still open, in the order in which they were opened
     */
    public synchronized List<OpenSession> stillOpen() {
        opened.removeIf(candidate -> !candidate.session().isOpenOrWaitingForAutoClose());
        return List.copyOf(opened);
    }

    /**
     * One of them.
     *
     * @param session of either kind
     * @param openedAt carries the stack of the caller that opened it; a marker, not an error
     */
    public record OpenSession(SharedSessionContractImplementor session, Throwable openedAt) {}
}
