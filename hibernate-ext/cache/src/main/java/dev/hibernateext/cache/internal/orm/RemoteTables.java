/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.Joining;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Tells Redis which tables are written, from before the first statement that Hibernate announces until the transaction has ended. Whether a
 * result is fresh is said there, when it is looked for. Safe for use by many threads.
 */
final class RemoteTables implements TimestampsCache, ExecutionWatch, ReachedResults {

    private final TimestampsRegion region;
    private final RedisRegionFactory regions;
    private final ResultNames names = new ResultNames();

    private RemoteTables(TimestampsRegion region, RedisRegionFactory regions) {
        this.region = region;
        this.regions = regions;
    }

    /** Made by Hibernate where query results are cached. */
    public static final class Factory implements TimestampsCacheFactory {

        /** Found by name. */
        public Factory() {}

        @Override
        public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
            return new RemoteTables(region, (RedisRegionFactory) cache.getRegionFactory());
        }
    }

    private RemoteChanges changes() {
        return regions.changes();
    }

    @Override
    public TimestampsRegion getRegion() {
        return region;
    }

    /** Hibernate calls this at each flush that writes, before its statements. */
    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        write(Arrays.asList(spaces), Reach.of(session), session);
    }

    private void write(Collection<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        var written = names.written(spaces, reach, session);
        if (session.isTransactionInProgress()) {
            SessionLocks.of(session).take(spaces, written, changes(), session);
        } else {
            changes().change(written);
        }
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        var untold = SessionLocks.of(session).untold(Arrays.asList(spaces));
        changes().change(names.written(untold, Reach.of(session), session));
        SessionWrites.of(session).takeLater().forEach((reach, reached) -> write(reached, reach, session));
    }

    @Override
    public void reach(Reached reached, Reach own, SharedSessionContractImplementor session) {
        reach(reached.own(), own, session);
        reach(reached.ofAll(), Reach.ALL, session);
    }

    private void reach(Set<String> spaces, Reach reach, SharedSessionContractImplementor session) {
        write(spaces, reach, session);
        if (!Joining.isJoined(session)) {
            SessionWrites.of(session).endLater(spaces, reach);
        }
    }

    @Override
    public void beforeOwn(Own statement, SharedSessionContractImplementor session) {
        // Hibernate, or core, announces what it writes
    }

    /** It may write rows of all tenants. */
    @Override
    public void beforeNative(Native statement, SharedSessionContractImplementor session) {
        write(statement.tables(), Reach.ALL, session);
    }

    @Override
    public void afterNative(Native statement, SharedSessionContractImplementor session) {
        if (!Joining.isJoined(session)) {
            write(statement.tables(), Reach.ALL, session);
        }
    }

    @Override
    public @Nullable Cacheable beforeCacheable(Cacheable query, SharedSessionContractImplementor session) {
        return SessionReads.of(session).begin(query);
    }

    @Override
    public void afterCacheable(@Nullable Cacheable outer, SharedSessionContractImplementor session) {
        SessionReads.of(session).begin(outer);
    }

    /** What ends a result of the query. */
    List<String> read(Cacheable query, SharedSessionContractImplementor session) {
        return names.read(query.tables(), query.isNative() ? Reach.ALL : Reach.of(session), session);
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Set.of(spaces), timestamp, session);
    }

    /** Of what Redis has given this session just now. */
    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        return !SessionLocks.of(session).areWritten(spaces);
    }
}
