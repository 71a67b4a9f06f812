/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.Joining;
import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.jspecify.annotations.Nullable;

/**
 * Evicts what a bulk statement may change: when it runs, so that its own transaction caches nothing of what it reads afterwards, and
 * again after the transaction, for what others read before its end. Hibernate would have everything evicted for a native statement that does not
 * declare its tables.
 */
final class BulkEvictions implements ExecutionWatch {

    private final CachedTables tables;

    BulkEvictions(SessionFactoryImplementor factory) {
        this.tables = new CachedTables(factory);
    }

    /** Hibernate wants a region evicted for a statement it is going to run in this session. */
    static void announce(CachedDomainDataAccess access, SharedSessionContractImplementor session) {
        Announced.of(session).accesses.add(access);
    }

    @Override
    public void beforeOwn(Own statement, SharedSessionContractImplementor session) {
        evict(Announced.of(session).take(), session);
        if (results(session) instanceof TableWrites writes) {
            writes.beginOwn(statement, session);
        }
    }

    @Override
    public void beforeNative(Native statement, SharedSessionContractImplementor session) {
        Announced.of(session).take();
        evict(tables.touching(statement.tables()), session);
        if (results(session) instanceof TableWrites writes) {
            writes.beginNative(statement, session);
        }
    }

    @Override
    public void afterNative(Native statement, SharedSessionContractImplementor session) {
        if (!Joining.isJoined(session)) {
            tables.touching(statement.tables()).forEach(CachedDomainDataAccess::evictAll);
        }
    }

    @Override
    public @Nullable Cacheable beforeCacheable(Cacheable query, SharedSessionContractImplementor session) {
        if (results(session) instanceof TableWrites writes) {
            writes.read(query, session);
        }
        return SessionReads.of(session).begin(query);
    }

    private static TimestampsCache results(SharedSessionContractImplementor session) {
        return session.getFactory().getCache().getTimestampsCache();
    }

    @Override
    public void afterCacheable(@Nullable Cacheable outer, SharedSessionContractImplementor session) {
        SessionReads.of(session).begin(outer);
    }

    private static void evict(List<CachedDomainDataAccess> accesses, SharedSessionContractImplementor session) {
        accesses.forEach(CachedDomainDataAccess::evictAll);
        if (!accesses.isEmpty() && Joining.isJoined(session)) {
            AfterCompletionCallback evicting = (committed, by) -> accesses.forEach(CachedDomainDataAccess::evictAll);
            session.getTransactionCompletionCallbacks().registerCallback(evicting);
        }
    }

    /** What a statement is going to evict that a session is about to run. */
    static final class Announced {

        private List<CachedDomainDataAccess> accesses = new ArrayList<>();

        static Announced of(SharedSessionContractImplementor session) {
            return SessionState.of(session).attachment(Announced.class, state -> new Announced());
        }

        List<CachedDomainDataAccess> take() {
            var taken = accesses;
            accesses = new ArrayList<>();
            return taken;
        }
    }
}
