/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.core.tenant.internal.TenantModel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.audit.AuditLog;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in which a session reads history: on its connection and for its tenant, and past what it manages. Belongs to its
 * thread.
 */
public final class ReadingSession implements Extension {

    private final SharedSessionContractImplementor parent;
    private final Map<Object, SessionImplementor> past = new HashMap<>();
    private @Nullable SessionImplementor child;

    /** Called while the session is being constructed: nothing of it may be used here. */
    ReadingSession(SharedSessionContractImplementor parent) {
        this.parent = parent;
    }

    /** The one of a session. */
    public static ReadingSession of(SharedSessionContractImplementor session) {
        return session.getExtension(ReadingSession.class);
    }

    /** Reads what is worked on at once. */
    <R> R read(Function<StatelessSession, R> work) {
        try (var reader = ChildSessions.of(parent).openStateless(parent)) {
            return work.apply(reader);
        }
    }

    /** Reads rows of history, in all changesets, as if they were the entity's. */
    public <R> R readLog(Function<StatelessSession, R> work) {
        try (var reader = openLog()) {
            ((SharedSessionContractImplementor) reader)
                    .getLoadQueryInfluencers()
                    .setTemporalIdentifier(AuditLog.ALL_CHANGESETS);
            return work.apply(reader);
        }
    }

    /** The rule for rows would hide deletes that Envers has recorded, which have no tenant: who reads restricts by {@link TenantScope}. */
    private StatelessSession openLog() {
        var factory = parent.getFactory();
        return TenantModel.of(factory).isEmpty()
                ? ChildSessions.of(parent).openStateless(parent)
                : AllTenants.of(factory).openStatelessChild(parent);
    }

    /** Sees everything as it was at the end of a changeset. It is opened once and closed with its parent. */
    public Session childAt(Object changeset) {
        var known = past.get(changeset);
        if (known == null || !known.isOpen()) {
            known = open();
            known.getLoadQueryInfluencers().setTemporalIdentifier(changeset);
            past.put(changeset, known);
        }
        return known;
    }

    /** In which instances load what they refer to. It is opened once and closed with its parent. */
    SessionImplementor child() {
        if (child == null || !child.isOpen()) {
            child = open();
        }
        return child;
    }

    private SessionImplementor open() {
        var opened = ChildSessions.of(parent).open(parent);
        opened.setDefaultReadOnly(true);
        opened.setHibernateFlushMode(FlushMode.MANUAL);
        return opened;
    }
}
