/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.RegionLimits;
import dev.hibernateext.cache.RegionStatistics;
import dev.hibernateext.cache.internal.redis.RemoteResults;
import dev.hibernateext.cache.internal.redis.Wanted;
import dev.hibernateext.cache.internal.redis.Wanted.Ends;
import dev.hibernateext.cache.internal.redis.Wanted.Found;
import dev.hibernateext.cache.internal.redis.Wanted.State;
import dev.hibernateext.cache.internal.redis.Wanted.Terms;
import dev.hibernateext.cache.query.internal.SharedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The results of a region in Redis, as a node uses them. Only those of queries whose tables are known are kept. */
final class RedisResultStorage implements SharedResults {

    private final String region;
    private final RegionLimits limits;
    private final Supplier<RemoteResults> opening;
    private volatile @Nullable RemoteResults opened;
    private final LongAdder hits = new LongAdder();
    private final LongAdder nearHits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /** The link is there when the first session is. */
    RedisResultStorage(String region, RegionLimits limits, Supplier<RemoteResults> opening) {
        this.region = region;
        this.limits = limits;
        this.opening = opening;
    }

    private RemoteResults results() {
        var known = opened;
        return known == null ? open() : known;
    }

    private synchronized RemoteResults open() {
        var known = opened == null ? opening.get() : opened;
        opened = known;
        return known;
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        var wanted = wanted(new Question(key, List.of(), List.of()), session);
        return wanted == null ? null : find(wanted).item();
    }

    @Override
    public void putIntoCache(Object key, Object item, SharedSessionContractImplementor session) {
        var wanted = wanted(new Question(key, List.of(), List.of()), session);
        if (wanted != null) {
            put(wanted, item);
        }
    }

    @Override
    public Found find(Wanted wanted) {
        var found = results().find(wanted);
        (found.item() == null ? misses : hits).increment();
        if (found.state() == State.SAME) {
            nearHits.increment();
        }
        return found;
    }

    @Override
    public void put(Wanted wanted, Object item) {
        (results().put(wanted, item) ? puts : refused).increment();
    }

    @Override
    public void release(Wanted wanted) {
        results().release(wanted);
    }

    /** Null if the session writes what it reads, or nobody knows what that is. */
    @Override
    public @Nullable Wanted wanted(Question question, SharedSessionContractImplementor session) {
        var query = SessionReads.of(session).query();
        if (query == null
                || query.tables().isEmpty()
                || SessionLocks.of(session).areWritten(query.tables())
                || !(session.getFactory().getCache().getTimestampsCache() instanceof RemoteTables tables)) {
            return null;
        }
        var names = new ArrayList<>(question.names());
        names.addAll(tables.read(query, session));
        names.add(ResultNames.ofRegion(region));
        var digest = QueryDigest.of(question.query(), session.getTenantIdentifier(), question.more());
        var ends = new Ends(names, tables.columns(query, session.getFactory()));
        return new Wanted(digest, ends, ReaderPosition.of(session), Terms.NONE);
    }

    @Override
    public boolean contains(Object key) {
        throw new UnsupportedOperationException("only a session can tell whose result it is");
    }

    @Override
    public void evictData() {
        evictions.increment();
        results().empty(List.of(ResultNames.ofRegion(region)));
    }

    @Override
    public void evictData(Object key) {
        throw new UnsupportedOperationException("only a session can tell whose result it is");
    }

    @Override
    public void release() {
        // other nodes go on with what is there
    }

    long outgrown() {
        return results().outgrown();
    }

    RegionStatistics statistics() {
        var entries = results();
        return new RegionStatistics(
                region,
                limits,
                entries.count(),
                hits.sum(),
                nearHits.sum(),
                misses.sum(),
                puts.sum(),
                refused.sum(),
                entries.outgrown(),
                entries.expired(),
                evictions.sum());
    }
}
