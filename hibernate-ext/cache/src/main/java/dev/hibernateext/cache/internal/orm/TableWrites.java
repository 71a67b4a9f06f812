/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.change.internal.BulkWatch.Native;
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
 * Which tables are being written, and when each was last, so that a cached query result is used only if it was read by a transaction that
 * began after the last write of its tables ended, while no other is going on. Safe for use by many threads.
 *
 * <p>Hibernate keeps one time for each table in a cache, which may lose it, and which the transaction that ends first sets for all others
 * that are writing.
 */
final class TableWrites implements TimestampsCache {

    private final TimestampsRegion region;
    private final RegionFactory regions;
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
            SessionWrites.of(session).began(begin(spaces, session));
        } else {
            invalidate(spaces, session);
        }
    }

    private Map<String, Table> begin(String[] spaces, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var begun = new HashMap<String, Table>();
        for (var space : spaces) {
            var table = table(space);
            if (table.begin(session, now + regions.getTimeout(), now)) {
                begun.put(space, table);
            }
        }
        if (!begun.isEmpty()) {
            AfterCompletionCallback ending = (committed, by) -> end(begun.values(), session);
            session.getTransactionCompletionCallbacks().registerCallback(ending);
        }
        return begun;
    }

    /**
     * A native statement is about to run. Right before, Hibernate has taken each table for one that is being written, if the statement
     * declares none.
     */
    void beginNative(Native statement, SharedSessionContractImplementor session) {
        if (session.isEventSource() && statement.isTakenForAll()) {
            SessionWrites.of(session).spareAllBut(statement.tables(), session);
        }
        preInvalidate(statement.tables().toArray(String[]::new), session);
    }

    /** After a rollback too: the transaction itself may have cached what it read of its own writes. */
    private void end(Collection<Table> written, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        written.forEach(table -> table.end(session, now));
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        var spared = SessionWrites.of(session).takeSpared();
        for (var space : spaces) {
            if (!spared.contains(space)) {
                table(space).written(now);
            }
        }
    }

    private Table table(String space) {
        return tables.computeIfAbsent(space, name -> new Table());
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Arrays.asList(spaces), timestamp, session);
    }

    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        var now = regions.nextTimestamp();
        return spaces.stream()
                .map(tables::get)
                .allMatch(table -> table == null || table.isQuietSince(timestamp, session, now));
    }
}
