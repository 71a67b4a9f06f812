/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import java.util.function.Supplier;
import org.hibernate.CacheMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Lets a session see deleted rows for one load, without touching the second-level cache. */
final class DeletedRowAccess {

    private DeletedRowAccess() {}

    static <T extends @Nullable Object> T with(SharedSessionContractImplementor session, Supplier<T> load) {
        var influencers = session.getLoadQueryInfluencers();
        if (ScopeFlag.REFERENCE.isOn(influencers)) {
            return load.get();
        }
        var cacheMode = session.getCacheMode();
        influencers.enableFilter(ScopeFlag.REFERENCE.filter());
        session.setCacheMode(CacheMode.IGNORE);
        try {
            return load.get();
        } finally {
            session.setCacheMode(cacheMode);
            influencers.disableFilter(ScopeFlag.REFERENCE.filter());
        }
    }

    /** The row with an id, deleted or not. */
    static @Nullable Object load(EntityPersister persister, Object id, SharedSessionContractImplementor session) {
        return with(
                session,
                () -> session instanceof StatelessSession stateless
                        ? stateless.get(persister.getEntityName(), id)
                        : null);
    }
}
