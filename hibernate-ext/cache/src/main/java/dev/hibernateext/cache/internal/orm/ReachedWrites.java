/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.Joining;
import dev.hibernateext.core.change.internal.MutationWatch;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/**
 * Ends the results of what is written behind a write, and evicts its entries: before the write, and again after the transaction, for what others read before its
 * end. Belongs to one session.
 */
final class ReachedWrites {

    private final SharedSessionContractImplementor session;
    private final Set<Begun> begun = new HashSet<>();

    private ReachedWrites(SharedSessionContractImplementor session) {
        this.session = session;
    }

    private record Begun(Reached reached, Reach reach) {}

    /** Nothing is watched where nothing is written behind. */
    static void watch(WriteRelations relations, SessionFactoryImplementor factory) {
        if (!relations.isEmpty()) {
            FactoryState.of(factory).component(ReachedTables.class, () -> new ReachedTables(relations, factory));
            ExecutionWatch.add(factory, new ReachingStatements());
            MutationWatch.add(factory, new ReachingRows());
        }
    }

    /** Factories that share a service registry need not all have relations. */
    static ReachedTables tables(SharedSessionContractImplementor session) {
        var factory = SessionState.of(session).factory();
        return factory.component(
                ReachedTables.class, () -> new ReachedTables(new WriteRelations(), session.getFactory()));
    }

    static ReachedWrites of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(ReachedWrites.class, state -> new ReachedWrites(state.session()));
    }

    /** Before the statement runs that causes it. */
    void before(Reached reached, Reach reach) {
        if (reached.isNothing()) {
            return;
        }
        var isJoined = Joining.isJoined(session);
        if (!isJoined || begun.add(new Begun(reached, reach))) {
            if (session.getFactory().getCache().getTimestampsCache() instanceof ReachedResults results) {
                results.reach(reached, reach, session);
            }
            if (isJoined) {
                AfterCompletionCallback evicting = (committed, by) -> end(reached);
                session.getTransactionCompletionCallbacks().registerCallback(evicting);
            }
        }
        evict(reached);
    }

    private void end(Reached reached) {
        begun.clear();
        evict(reached);
    }

    static void evict(Reached reached) {
        reached.accesses().forEach(CachedDomainDataAccess::evictAll);
    }
}
