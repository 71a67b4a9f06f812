/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The locks by which Hibernate says what to evict. Where {@link BulkEvictions} sees statements, those for statements are left to it.
 * Safe for use by many threads.
 */
final class BulkLocks {

    private final CachedDomainDataAccess access;
    private final BooleanSupplier areStatementsSeen;

    /** Hibernate takes a lock and says at once, or not at all, that it is for a statement. */
    private final ConcurrentMap<Thread, Lock> latest = new ConcurrentHashMap<>();

    BulkLocks(CachedDomainDataAccess access, BooleanSupplier areStatementsSeen) {
        this.access = access;
        this.areStatementsSeen = areStatementsSeen;
    }

    SoftLock take() {
        var lock = new Lock();
        latest.put(Thread.currentThread(), lock);
        return lock;
    }

    void isForStatementOf(SharedSessionContractImplementor session) {
        var lock = latest.remove(Thread.currentThread());
        if (areStatementsSeen.getAsBoolean() && lock != null) {
            lock.isForStatement = true;
            BulkEvictions.announce(access, session);
        } else {
            BoundedRegion.evictAfter(session, access::evictAll);
        }
    }

    void release(SoftLock given) {
        if (!(given instanceof Lock lock && lock.isForStatement)) {
            latest.values().remove(given);
            access.evictAll();
        }
    }

    private static final class Lock implements SoftLock {

        private boolean isForStatement;
    }
}
