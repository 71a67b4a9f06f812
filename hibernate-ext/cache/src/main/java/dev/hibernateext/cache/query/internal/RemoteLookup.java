/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import dev.hibernateext.cache.internal.redis.Wanted;
import dev.hibernateext.cache.internal.redis.Wanted.Found;
import dev.hibernateext.cache.internal.redis.Wanted.State;
import dev.hibernateext.cache.internal.redis.Wanted.Terms;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.cache.query.internal.EndNames.End;
import dev.hibernateext.cache.query.internal.ResultEntry.Read;
import dev.hibernateext.cache.query.internal.SharedResults.Question;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A result that nodes share, of which one loads it for all. */
final class RemoteLookup implements Lookup {

    private static final long PAUSE_MILLIS = 5;

    private final ResultCache cache;
    private final ResultCache.Asked asked;
    private final ResultKey key;
    private final Set<String> tables;
    private final SharedResults results;
    private final List<End> ends;
    private @Nullable Wanted leased;
    private State state = State.APART;
    private boolean waited;

    RemoteLookup(ResultCache cache, ResultCache.Asked asked, ResultKey key, Set<String> tables, SharedResults results) {
        this.cache = cache;
        this.asked = asked;
        this.key = key;
        this.tables = tables;
        this.results = results;
        this.ends = EndNames.of(key, tables);
    }

    @Override
    public @Nullable ResultEntry find() {
        return find(wanted(""));
    }

    private @Nullable Wanted wanted(String lease) {
        var tags = List.copyOf(new TreeSet<>(key.tags()));
        var more = key.key() == null ? List.of(tags) : List.of(tags, key.key());
        var names = ends.stream().map(End::name).toList();
        var wanted = results.wanted(new Question(key.query(), more, names), asked.session());
        return wanted == null ? null : wanted.with(terms(lease));
    }

    private Terms terms(String lease) {
        var ttl = cache.ttl(asked, tables);
        var age = ttl == null ? 0 : Math.max(1, ttl.toMillis());
        var span = Duration.ofNanos(cache.loadWaitNanos()).toMillis();
        return new Terms(age, lease, Math.max(1, span), pattern -> EndNames.ends(pattern, key));
    }

    private @Nullable ResultEntry find(@Nullable Wanted wanted) {
        if (wanted == null) {
            state = State.APART;
            return null;
        }
        var found = results.find(wanted);
        state = found.state();
        if (found.ended() != 0) {
            cache.counts().ended(entry(key), cause(found.ended(), wanted));
        }
        return found.item() == null ? null : entry(found.item());
    }

    private ResultEntry entry(Object item) {
        return new ResultEntry(key, item, new Read(tables, 0, 0));
    }

    /** What follows the own names are writes, and the region as a whole. */
    private EndCause cause(int ended, Wanted wanted) {
        if (ended == Found.TOO_OLD) {
            return EndCause.EXPIRY;
        } else if (ended == Found.BY_PATTERN) {
            return EndCause.PATTERN;
        } else if (ended <= ends.size()) {
            return ends.get(ended - 1).cause();
        }
        return ended == wanted.ends().names().size() ? EndCause.TENANT : EndCause.WRITE;
    }

    @Override
    public boolean mayShare() {
        return state != State.APART;
    }

    @Override
    public @Nullable ResultEntry lead(long deadline) {
        leased = wanted(UUID.randomUUID().toString());
        var entry = find(leased);
        while (state == State.BUSY && pause(deadline)) {
            waited = true;
            entry = find(leased);
        }
        return entry;
    }

    /** False if there is no time left. */
    private static boolean pause(long deadline) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return System.nanoTime() < deadline;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean hasWaited() {
        return waited;
    }

    @Override
    public @Nullable Runnable keeping(Object item) {
        var wanted = leased == null ? wanted("") : leased;
        if (wanted == null || !mayShare()) {
            return null;
        }
        return () -> {
            leased = null;
            results.put(wanted, item);
        };
    }

    @Override
    public void abandon() {
        if (leased != null && state == State.MISSING) {
            results.release(leased);
        }
    }
}
