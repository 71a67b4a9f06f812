/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static java.util.Objects.requireNonNull;

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
    private @Nullable Lookup lookup;
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
        lookup = lookup(entries, key);
        var usable = lookup.find();
        return usable == null && lookup.mayShare() ? findOrLoad(lookup) : item(usable, false);
    }

    private Lookup lookup(StorageAccess entries, ResultKey of) {
        return entries instanceof SharedResults shared
                ? new RemoteLookup(cache, asked, of, tables, shared)
                : new LocalLookup(cache, asked, of, tables, entries);
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

    private @Nullable Object findOrLoad(Lookup in) {
        var deadline = System.nanoTime() + cache.loadWaitNanos();
        while (true) {
            var own = new Flight();
            var other = cache.join(requireNonNull(key), own);
            if (other == null) {
                flight = own;
                return item(in.lead(deadline), in.hasWaited());
            }
            if (other.isOwn() || !other.await(deadline - System.nanoTime())) {
                return null;
            }
            var usable = in.find();
            if (usable != null || !in.mayShare()) {
                return item(usable, true);
            }
        }
    }

    /** Hibernate puts what it read so far when it fails in the middle, so nothing is kept before the end. */
    void put(Object item) {
        if (lookup != null) {
            keeping = lookup.keeping(item);
        }
    }

    /** What one does not keep, the others would not keep either. */
    void succeeded() {
        if (!hit && key != null) {
            cache.counts().loaded(key.result(tables), System.nanoTime() - looked);
        }
        if (keeping != null) {
            keeping.run();
        } else if (flight != null && !hit) {
            flight.keepsNothing();
        }
    }

    void close() {
        if (lookup != null) {
            lookup.abandon();
        }
        if (flight != null) {
            cache.ended(requireNonNull(key), flight);
        }
    }
}
