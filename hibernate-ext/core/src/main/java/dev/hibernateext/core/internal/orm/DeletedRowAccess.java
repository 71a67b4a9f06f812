/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.softdelete.internal.ScopeFlag;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import java.util.function.Supplier;
import org.hibernate.CacheMode;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Lets a session see deleted rows for one load; unless said otherwise, without touching the second-level cache. */
final class DeletedRowAccess {

    private DeletedRowAccess() {}

    /** Whether what a load by id does not find may be found through a reference: a deleted row, or a live one in its scope. */
    static boolean isNeeded(SoftDeletion deletion, LoadQueryInfluencers influencers) {
        return ScopeFlag.ONLY.isOn(influencers) || (deletion.references() && ScopeFlag.hidesDeleted(influencers));
    }

    static <T extends @Nullable Object> T with(SharedSessionContractImplementor session, Supplier<T> load) {
        var cacheMode = session.getCacheMode();
        session.setCacheMode(CacheMode.IGNORE);
        try {
            return throughCache(session, load);
        } finally {
            session.setCacheMode(cacheMode);
        }
    }

    /** For loads of live rows too, after which {@link DeletedRowLoadListener} takes a deleted one out of the cache again. */
    static <T extends @Nullable Object> T throughCache(SharedSessionContractImplementor session, Supplier<T> load) {
        var influencers = session.getLoadQueryInfluencers();
        if (ScopeFlag.REFERENCE.isOn(influencers)) {
            return load.get();
        }
        influencers.enableFilter(ScopeFlag.REFERENCE.filter());
        try {
            return load.get();
        } finally {
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
