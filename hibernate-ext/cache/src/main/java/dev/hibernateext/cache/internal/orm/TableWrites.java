/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch.Native;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/**
 * Which tables are being written, and when each was last, by tenant, so that a cached query result is used only if it was read by a
 * transaction that began after the last write of its rows ended, while no other is going on. Safe for use by many threads.
 *
 * <p>Hibernate keeps one time for each table in a cache, which may lose it, and which the transaction that ends first sets for all others
 * that are writing.
 */
final class TableWrites implements TimestampsCache {

    private final TimestampsRegion region;
    private final RegionFactory regions;
    private final OwnedTables owned = new OwnedTables();
    private final ConcurrentMap<String, Table> tables = new ConcurrentHashMap<>();

    private TableWrites(TimestampsRegion region, RegionFactory regions) {
        this.region = region;
        this.regions = regions;
    }

    /** Made by Hibernate where query results are cached. */
    public static final class Factory implements TimestampsCacheFactory {

        /** Found by name. */
        public Factory() {}

        @Override
        public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
            return new TableWrites(region, cache.getRegionFactory());
        }
    }

    @Override
    public TimestampsRegion getRegion() {
        return region;
    }

    /** Hibernate calls this at each flush that writes, before its statements. */
    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        if (session.isTransactionInProgress()) {
            SessionWrites.of(session).began(begin(spaces, reach(session), session));
        } else {
            invalidate(spaces, session);
        }
    }

    private Map<String, Writes> begin(String[] spaces, Reach reach, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var begun = new HashMap<String, Writes>();
        for (var space : spaces) {
            var writes = table(space, session).begin(reach, session, now, now + regions.getTimeout());
            if (writes != null) {
                begun.put(space, writes);
            }
        }
        if (!begun.isEmpty()) {
            AfterCompletionCallback ending = (committed, by) -> end(begun.values(), session);
            session.getTransactionCompletionCallbacks().registerCallback(ending);
        }
        return begun;
    }

    /**
     * A native statement is about to run, which may write rows of all tenants. Right before, Hibernate has taken each table for one that is being written, if the statement
     * declares none.
     */
    void beginNative(Native statement, SharedSessionContractImplementor session) {
        if (session.isEventSource() && statement.isTakenForAll()) {
            SessionWrites.of(session).spareAllBut(statement.tables(), session);
        }
        var spaces = statement.tables().toArray(String[]::new);
        if (session.isTransactionInProgress()) {
            begin(spaces, Reach.ALL, session);
        } else {
            written(spaces, Reach.ALL, session);
        }
    }

    /** After a rollback too: the transaction itself may have cached what it read of its own writes. */
    private void end(Collection<Writes> written, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        written.forEach(writes -> writes.end(session, now));
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        var spared = SessionWrites.of(session).takeSpared();
        var written = Arrays.stream(spaces).filter(space -> !spared.contains(space));
        written(written.toArray(String[]::new), reach(session), session);
    }

    private void written(String[] spaces, Reach reach, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        for (var space : spaces) {
            table(space, session).written(reach, now);
        }
    }

    private Table table(String space, SharedSessionContractImplementor session) {
        var known = tables.get(space);
        return known != null
                ? known
                : tables.computeIfAbsent(space, name -> new Table(owned.areOwned(name, session.getFactory())));
    }

    /** Where statements are not seen, a native one is taken for one of the session's tenant. */
    private Reach reach(SharedSessionContractImplementor session) {
        return regions instanceof BoundedRegionFactory bounded && bounded.seesStatements()
                ? Reach.of(session)
                : Reach.ALL;
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Arrays.asList(spaces), timestamp, session);
    }

    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var reach = SessionReads.of(session).isNative() ? Reach.ALL : reach(session);
        var since = Math.min(timestamp, began(session));
        return spaces.stream()
                .map(tables::get)
                .allMatch(table -> table == null || table.isQuietSince(since, reach, session, now));
    }

    /** A transaction may go on to see what it saw first, so what is newer than its beginning is not for it, as for entities. */
    private static long began(SharedSessionContractImplementor session) {
        return session.isTransactionInProgress()
                ? session.getCacheTransactionSynchronization().getCachingTimestamp()
                : Long.MAX_VALUE;
    }
}
