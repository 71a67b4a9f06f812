/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import dev.hibernateext.cache.internal.redis.ResultStep.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The results of one region. While Redis does not answer there are none, and none are taken. Safe for use by many threads.
 */
public final class RemoteResults {

    private static final long FOUND = 2;

    private final String region;
    private final EntryLimits limits;
    private final RedisLink link;
    private final EntryCodec codec;
    private final LongAdder outgrown = new LongAdder();
    private final LongAdder expired = new LongAdder();

    /** Results of a region in the codec's form. */
    public RemoteResults(String region, EntryLimits limits, RedisLink link, EntryCodec codec) {
        this.region = region;
        this.limits = limits;
        this.link = link;
        this.codec = codec;
    }

    /**
     * A result, as it is asked for.
     *
     * @param key of the query
     * @param names what ends it
     * @param reader where the asking transaction began
     */
    public record Wanted(String key, List<String> names, Position reader) {

        private ResultStep step(Kind kind, String region, Object... more) {
            var parameters = new Object[more.length + 1];
            parameters[0] = key;
            System.arraycopy(more, 0, parameters, 1, more.length);
            return new ResultStep(kind, region, reader, List.of(parameters), names);
        }
    }

    private Optional<Answer> ask(ResultStep step) {
        var answer = link.ask(step.call());
        answer.ifPresent(told -> {
            outgrown.add(told.outgrown());
            expired.add(told.expired());
        });
        return answer;
    }

    /** What is there, if the reader's transaction would find the same in the database. */
    public @Nullable Object find(Wanted wanted) {
        return ask(wanted.step(Kind.FIND, region))
                .flatMap(Answer::value)
                .map(value -> codec.decode(region, value))
                .orElse(null);
    }

    /** Puts what the reader loaded, unless what ends it was changed since the reader began. */
    public boolean put(Wanted wanted, Object item) {
        var body = codec.encode(region, item);
        return body != null
                && ask(wanted.step(Kind.PUT, region, limits.entries(), limits.ttl(), body))
                        .filter(answer -> answer.outcome() == FOUND)
                        .isPresent();
    }

    /** Takes all away, and those that are on their way. */
    public void empty(List<String> names) {
        ask(new ResultStep(Kind.EMPTY, region, Position.UNKNOWN, List.of(), names));
    }

    /** How many there are; 0 while Redis does not answer. */
    public long count() {
        return ask(ResultStep.of(Kind.COUNT, region)).map(Answer::outcome).orElse(0L);
    }

    /** How many made room for others in steps of this node. */
    public long outgrown() {
        return outgrown.sum();
    }

    /** How many this node found too old. */
    public long expired() {
        return expired.sum();
    }
}
