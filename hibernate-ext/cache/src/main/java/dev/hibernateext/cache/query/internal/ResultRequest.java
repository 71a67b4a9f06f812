/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static java.util.Objects.requireNonNull;

import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.internal.ChangeIntervals.Question;
import dev.hibernateext.cache.query.internal.ResultEntry.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** One execution of one query, which finds its result, waits for it, or loads it. Belongs to its thread. */
final class ResultRequest {

    private final ResultCache cache;
    private final ResultCache.Asked asked;
    private final Supplier<Set<String>> queried;
    private Set<String> tables = Set.of();
    private @Nullable ResultKey key;
    private @Nullable Flight flight;
    private @Nullable Runnable keeping;
    private boolean hit;
    private long looked;

    ResultRequest(ResultCache cache, ResultCache.Asked asked, Supplier<Set<String>> queried) {
        this.cache = cache;
        this.asked = asked;
        this.queried = queried;
    }

    /** A query that is executed within this one asks for nothing. */
    boolean concerns(Object queryKey) {
        return key == null || key.query().equals(queryKey);
    }

    @Nullable
    Object find(StorageAccess entries, Object queryKey) {
        looked = System.nanoTime();
        tables = Set.copyOf(queried.get());
        key = new ResultKey(
                queryKey,
                session().getTenantIdentifier(),
                asked.wish().key(),
                asked.wish().tags());
        var usable = usable(entries);
        return usable == null && mayShare() ? findOrLoad(entries) : item(usable, false);
    }

    private SharedSessionContractImplementor session() {
        return asked.session();
    }

    private @Nullable Object item(@Nullable ResultEntry entry, boolean waited) {
        if (entry == null) {
            return null;
        }
        hit = true;
        cache.counts().hit(entry, waited);
        return entry.item();
    }

    private @Nullable ResultEntry usable(StorageAccess entries) {
        return entries.getFromCache(requireNonNull(key), session()) instanceof ResultEntry entry && isUsable(entry)
                ? entry
                : null;
    }

    /** What is newer than this session may see has not ended: it is for others. */
    private boolean isUsable(ResultEntry entry) {
        if (!mayRead(entry)) {
            return false;
        }
        var end = endOf(entry);
        if (end != null) {
            cache.counts().ended(entry, end);
        }
        return end == null;
    }

    private @Nullable EndCause endOf(ResultEntry entry) {
        if (isExpired(entry)) {
            return EndCause.EXPIRY;
        }
        var end = cache.invalidations().endOf(entry);
        return end == null && !isUpToDate(entry.read().began()) ? EndCause.WRITE : end;
    }

    private boolean isExpired(ResultEntry entry) {
        var now = cache.millis();
        var ttl = ttl(Instant.ofEpochMilli(now));
        return ttl != null && now - entry.read().millis() >= ttl.toMillis();
    }

    private @Nullable Duration ttl(Instant now) {
        var adaptive = asked.wish().adaptive();
        var realm = Realm.of(session().getTenantIdentifier());
        return adaptive == null
                ? asked.wish().ttl()
                : cache.intervals()
                        .explain(new Question(adaptive, realm, tables, now))
                        .ttl();
    }

    /** A transaction that began before a write ended may see what was before it, whatever its isolation. */
    private boolean mayRead(ResultEntry entry) {
        return !session().isTransactionInProgress() || entry.read().began() <= began() || isUpToDate(began());
    }

    private long began() {
        return session().getCacheTransactionSynchronization().getCachingTimestamp();
    }

    private boolean isUpToDate(long since) {
        return session().getFactory().getCache().getTimestampsCache().isUpToDate(tables, since, session());
    }

    /** Whether what this session reads now is what others read now. */
    private boolean mayShare() {
        return !tables.isEmpty() && isUpToDate(began());
    }

    private @Nullable Object findOrLoad(StorageAccess entries) {
        var deadline = System.nanoTime() + cache.loadWaitNanos();
        while (true) {
            var own = new Flight();
            var other = cache.join(requireNonNull(key), own);
            if (other == null) {
                return lead(own, entries);
            }
            if (other.isOwn() || !other.await(deadline - System.nanoTime())) {
                return null;
            }
            var usable = usable(entries);
            if (usable != null || !mayShare()) {
                return item(usable, true);
            }
        }
    }

    /** Another may have ended between the look and the start. */
    private @Nullable Object lead(Flight own, StorageAccess entries) {
        flight = own;
        return item(usable(entries), false);
    }

    /** Hibernate puts what it read so far when it fails in the middle, so nothing is kept before the end. */
    void put(StorageAccess entries, Object item) {
        if (key != null && mayShare()) {
            var entry = new ResultEntry(key, item, new Read(tables, began(), cache.millis()));
            keeping = () -> entries.putIntoCache(entry.key(), entry, session());
        }
    }

    /** What one does not keep, the others would not keep either. */
    void succeeded() {
        if (!hit && key != null) {
            cache.counts().loaded(key.result(tables), System.nanoTime() - looked);
        }
        if (keeping != null) {
            keeping.run();
        } else if (flight != null) {
            flight.keepsNothing();
        }
    }

    void close() {
        if (flight != null) {
            cache.ended(requireNonNull(key), flight);
        }
    }
}
