/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of soft-deletable entities a session sees. Sessions opened in any other way see the rows that are not deleted.
 *
 * <pre>{@code
 * try (var all = DeletedRows.INCLUDE.openSession(session)) {
 *     all.find(Invoice.class, id);
 * }
 * }</pre>
 *
 * <p>A session made here is a child of another one: it shares connection, transaction and tenant, not the persistence
 * context. So it does not see what the parent has not flushed, and what it changes is written by its own flush, at the
 * latest before the commit. It neither reads nor fills the second-level cache. It ends with its parent's transaction and is
 * closed by the caller.
 */
public enum DeletedRows {
    /** Rows that are not deleted. */
    EXCLUDE(null),

    /** All rows. */
    INCLUDE(ScopeFlag.INCLUDE),

    /** In queries and loads by id, deleted rows only; what these refer to is seen whether it is deleted or not. */
    ONLY(ScopeFlag.ONLY);

    private final @Nullable ScopeFlag flag;

    DeletedRows(@Nullable ScopeFlag flag) {
        this.flag = flag;
    }

    /**
     * Opens a session that sees these rows.
     *
     * @param parent an open session of either kind, whose connection and transaction are shared
     * @return a session to be closed by the caller
     */
    public Session openSession(SharedSessionContract parent) {
        var child = ChildSessions.of(parent).open((SharedSessionContractImplementor) parent);
        if (isScope(parent)) {
            child.setCacheMode(CacheMode.IGNORE);
            // find(Class, Object) asks the properties and not the cache mode in ORM 7.4
            child.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
            child.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        }
        return enter(parent, child);
    }

    /**
     * Opens a stateless session that sees these rows.
     *
     * @param parent an open session of either kind, whose connection and transaction are shared
     * @return a session to be closed by the caller
     */
    public StatelessSession openStatelessSession(SharedSessionContract parent) {
        var child = ChildSessions.of(parent).openStateless((SharedSessionContractImplementor) parent);
        if (isScope(parent)) {
            child.setCacheMode(CacheMode.IGNORE);
        }
        return enter(parent, child);
    }

    private boolean isScope(SharedSessionContract parent) {
        return flag != null
                && !SoftDeletionModel.of(FactoryState.of(parent.getFactory())).isEmpty();
    }

    private <S extends SharedSessionContract> S enter(SharedSessionContract parent, S child) {
        if (flag != null && isScope(parent)) {
            child.enableFilter(flag.filter());
        }
        return child;
    }
}
