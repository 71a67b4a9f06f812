/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.redis.RemoteChanges;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.ResultWish;
import dev.hibernateext.cache.query.internal.ChangeIntervals.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What all cached queries of a factory have in common. Safe for use by many threads. */
public final class ResultCache {

    private final LongSupplier counter;
    private final LongSupplier millis;
    private final Duration loadWait;
    private final Invalidations invalidations = new Invalidations();
    private final Ending ending;
    private final ResultCounts counts = new ResultCounts();
    private final ChangeIntervals intervals = new ChangeIntervals();
    private final ConcurrentMap<ResultKey, Flight> flights = new ConcurrentHashMap<>();
    private volatile ResultTtls ttls = ResultTtls.NONE;

    /** The query each session executes, so that its region knows what it asks for. */
    private final ConcurrentMap<SharedSessionContractImplementor, ResultRequest> requests = new ConcurrentHashMap<>();

    /**
     * Made with its region factory.
     *
     * @param counter the numbers of transactions
     * @param millis the factory's clock
     * @param loadWait how long others wait for one that loads
     */
    public ResultCache(LongSupplier counter, LongSupplier millis, Duration loadWait) {
        this.counter = counter;
        this.millis = millis;
        this.loadWait = loadWait;
        this.ending = new Ending.Local(invalidations, counter);
    }

    /**
     * Results that nodes share.
     *
     * @param changes what ends them
     * @param millis the factory's clock, by which changes are observed
     * @param loadWait how long others wait for one that loads
     */
    public ResultCache(Supplier<RemoteChanges> changes, LongSupplier millis, Duration loadWait) {
        this.counter = () -> 0;
        this.millis = millis;
        this.loadWait = loadWait;
        this.ending = new Ending.Shared(changes);
    }

    /** Limits the age of results whose queries do not. */
    public void limit(ResultTtls declared) {
        ttls = declared;
    }

    /** What invalidates results of a factory. */
    public CachedResults of(SessionFactoryImplementor factory) {
        return ResultView.ofTenantInForce(this, factory);
    }

    /**
     * Executes a query that asks for something.
     *
     * @param asked its session, and what it asks for
     * @param tables those of the query that is being executed
     */
    public <T extends @Nullable Object> T during(Asked asked, Supplier<Set<String>> tables, Supplier<T> query) {
        if (asked.wish().adaptive() != null) {
            intervals.observe(asked.session().getFactory());
        }
        var limited = new Asked(asked.session(), ttls.applyTo(asked.wish()));
        var request = new ResultRequest(this, limited, tables);
        var outer = requests.put(asked.session(), request);
        try {
            var result = query.get();
            request.succeeded();
            return result;
        } finally {
            request.close();
            restore(asked.session(), outer);
        }
    }

    /** Who asks for what. */
    public record Asked(SharedSessionContractImplementor session, ResultWish wish) {}

    private void restore(SharedSessionContractImplementor session, @Nullable ResultRequest outer) {
        if (outer == null) {
            requests.remove(session);
        } else {
            requests.put(session, outer);
        }
    }

    /** What is asked for by the query with this key, if anything is. */
    @Nullable
    ResultRequest request(Object queryKey, SharedSessionContractImplementor session) {
        var request = requests.get(session);
        return request != null && request.concerns(queryKey) ? request : null;
    }

    /** A region was emptied; what is on its way into it came from before. */
    void evicted() {
        invalidations.tenant(Realm.ALL, next());
    }

    /**
     * Counts a region in.
     *
     * @param outgrown how many of its entries made room for others
     */
    public void region(LongSupplier outgrown) {
        counts.region(outgrown);
    }

    ChangeIntervals intervals() {
        return intervals;
    }

    ResultCounts counts() {
        return counts;
    }

    Ending ending() {
        return ending;
    }

    /** How old a result may be; null for any age. */
    @Nullable
    Duration ttl(Asked asked, Set<String> tables) {
        var adaptive = asked.wish().adaptive();
        if (adaptive == null) {
            return asked.wish().ttl();
        }
        var realm = Realm.of(asked.session().getTenantIdentifier());
        return intervals
                .explain(new Question(adaptive, realm, tables, Instant.ofEpochMilli(millis())))
                .ttl();
    }

    Invalidations invalidations() {
        return invalidations;
    }

    long next() {
        return counter.getAsLong();
    }

    long millis() {
        return millis.getAsLong();
    }

    long loadWaitNanos() {
        return loadWait.toNanos();
    }

    /** The load of a key that is on its way; null if the own one is now. */
    @Nullable
    Flight join(ResultKey key, Flight own) {
        return flights.putIfAbsent(key, own);
    }

    void ended(ResultKey key, Flight flight) {
        flights.remove(key, flight);
        flight.end();
    }
}
