/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.internal.EntityGraph;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The session a trash works for, and the child sessions it works in. Each is opened once and closed with its parent: every
 * child leaves a listener behind in it.
 */
final class TrashSession {

    private final SharedSessionContractImplementor parent;
    private final Map<ScopeFlag, Session> children = new EnumMap<>(ScopeFlag.class);

    private TrashSession(SharedSessionContractImplementor parent) {
        this.parent = parent;
    }

    static TrashSession of(SharedSessionContractImplementor parent) {
        return SessionState.of(parent).attachment(TrashSession.class, state -> new TrashSession(parent));
    }

    SharedSessionContractImplementor parent() {
        return parent;
    }

    SessionFactoryImplementor factory() {
        return parent.getFactory();
    }

    EntityGraph graph() {
        return EntityGraph.of(factory());
    }

    /** Sees deleted rows only, and writes nothing. */
    Session view() {
        flush();
        return child(ScopeFlag.ONLY);
    }

    /** Works in a session that sees all rows and may do what a flag allows. */
    <R> R in(ScopeFlag flag, Function<Session, R> work) {
        flush();
        var child = child(flag);
        try {
            return work.apply(child);
        } finally {
            child.clear();
            forgetView();
        }
    }

    /** What the parent has changed so far is visible to its children. */
    void flush() {
        if (parent.isTransactionInProgress()) {
            if (parent instanceof SessionImplementor session && session.getHibernateFlushMode() != FlushMode.MANUAL) {
                session.flush();
            } else {
                parent.getJdbcCoordinator().executeBatch();
            }
        }
    }

    private void forgetView() {
        var view = children.get(ScopeFlag.ONLY);
        if (view != null && view.isOpen()) {
            view.clear();
        }
    }

    private Session child(ScopeFlag flag) {
        var known = children.get(flag);
        if (known == null || !known.isOpen()) {
            known = open(flag);
            children.put(flag, known);
        }
        return known;
    }

    private Session open(ScopeFlag flag) {
        if (flag == ScopeFlag.ONLY) {
            var view = DeletedRows.ONLY.openSession(parent);
            view.setDefaultReadOnly(true);
            view.setHibernateFlushMode(FlushMode.MANUAL);
            return view;
        }
        var child = DeletedRows.INCLUDE.openSession(parent);
        child.enableFilter(flag.filter());
        return child;
    }
}
