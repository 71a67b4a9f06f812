/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.Step.Kind;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one region. While Redis does not answer there are none, and none are taken. Safe for use by many threads.
 */
public final class RemoteEntries {

    private final String region;
    private final EntryLimits limits;
    private final RedisLink link;
    private final EntryCodec codec;
    private final LongAdder outgrown = new LongAdder();
    private final LongAdder expired = new LongAdder();

    /** Entries of a region in the codec's form. */
    public RemoteEntries(String region, EntryLimits limits, RedisLink link, EntryCodec codec) {
        this.region = region;
        this.limits = limits;
        this.link = link;
        this.codec = codec;
    }

    private Optional<Answer> ask(Step step, byte... entry) {
        var answer = link.ask(step.on(region, limits, entry));
        answer.ifPresent(told -> {
            outgrown.add(told.outgrown());
            expired.add(told.expired());
        });
        return answer;
    }

    private boolean isDone(Step step, byte... entry) {
        return ask(step, entry).filter(Answer::isDone).isPresent();
    }

    /** What is there, if the reader's transaction would find the same in the database. */
    public @Nullable Object get(String key, Position reader) {
        return ask(Step.get(key, reader))
                .flatMap(Answer::value)
                .map(value -> codec.decode(region, value))
                .orElse(null);
    }

    /** Puts what the reader loaded, unless it was changed since the reader began. */
    public boolean put(String key, Object value, Position reader) {
        return isStored(new Step(Kind.PUT, key, reader, ""), value);
    }

    /** Puts what the writer inserted and committed, unless it was changed since the writer began. */
    public boolean insert(String key, Object value, Position writer) {
        return isStored(new Step(Kind.INSERT, key, writer, ""), value);
    }

    private boolean isStored(Step step, Object value) {
        var entry = codec.encode(region, value);
        return entry != null && isDone(step, entry);
    }

    /** Takes an entry away until the lock is given back, or is lost. */
    public RemoteLock lock(String key) {
        var id = UUID.randomUUID().toString();
        return new RemoteLock(id, ask(Step.lock(key, id)).map(Answer::position).orElse(Position.UNKNOWN));
    }

    /** Gives a lock back and leaves no entry. */
    public void unlock(String key, RemoteLock lock) {
        ask(Step.unlock(key, lock));
    }

    /** Gives a lock back after a commit and leaves what was written, if nobody else has written or writes it. */
    public boolean unlock(String key, RemoteLock lock, Object value) {
        var entry = codec.encode(region, value);
        var step = Step.unlock(key, lock);
        return entry == null ? isDone(step) : isDone(step, entry);
    }

    /** Locks all entries. */
    public RemoteLock lockAll() {
        return lock(Step.ALL);
    }

    /** Gives back a lock of all entries and leaves none. */
    public void unlockAll(RemoteLock lock) {
        unlock(Step.ALL, lock);
    }

    /** Takes an entry away. */
    public void evict(String key) {
        ask(Step.of(Kind.EVICT, key));
    }

    /** Takes all entries away. */
    public void evictAll() {
        evict(Step.ALL);
    }

    /** Whether there is an entry, whoever may read it. */
    public boolean contains(String key) {
        return isDone(Step.of(Kind.CONTAINS, key));
    }

    /** How many entries there are; 0 while Redis does not answer. */
    public long count() {
        return ask(Step.of(Kind.COUNT, Step.ALL)).map(Answer::outcome).orElse(0L);
    }

    /** How many entries made room for others in steps of this node. */
    public long outgrown() {
        return outgrown.sum();
    }

    /** How many entries this node found too old. */
    public long expired() {
        return expired.sum();
    }
}
