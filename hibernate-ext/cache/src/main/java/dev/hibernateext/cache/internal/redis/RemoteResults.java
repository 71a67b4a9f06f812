/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hibernateext.cache.internal.redis.NearResults.Near;
import dev.hibernateext.cache.internal.redis.ResultStep.Kind;
import dev.hibernateext.cache.internal.redis.Wanted.Found;
import dev.hibernateext.cache.internal.redis.Wanted.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of one region. While Redis does not answer there are none, and none are taken. Safe for use by many threads.
 */
public final class RemoteResults {

    private final String region;
    private final EntryLimits limits;
    private final RedisLink link;
    private final EntryCodec codec;
    private final NearResults near;
    private final LongAdder outgrown = new LongAdder();
    private final LongAdder expired = new LongAdder();

    /**
     * Results of a region in the codec's form.
     *
     * @param limits of the region, and of those that are kept here beside
     */
    public RemoteResults(String region, ResultLimits limits, RedisLink link, EntryCodec codec) {
        this.region = region;
        this.limits = limits.entries();
        this.near = new NearResults(limits.near());
        this.link = link;
        this.codec = codec;
    }

    /**
     * What bounds a region of results.
     *
     * @param entries in Redis
     * @param near how many of them a node keeps decoded; 0 for none
     */
    public record ResultLimits(EntryLimits entries, long near) {}

    private Optional<Answer> ask(ResultStep step) {
        var answer = link.ask(step.call());
        answer.ifPresent(told -> {
            outgrown.add(told.outgrown());
            expired.add(told.expired());
        });
        return answer;
    }

    /** What is there, if the reader's transaction would find the same in the database. */
    public Found find(Wanted wanted) {
        return look(wanted, "").orElse(Found.NOTHING);
    }

    private Optional<Found> look(Wanted wanted, String refused) {
        var known = near.get(wanted.key());
        var terms = wanted.terms();
        var step = wanted.step(
                Kind.FIND,
                region,
                known == null ? "" : known.id(),
                known == null ? 0 : known.checked(),
                terms.age(),
                terms.lease(),
                terms.span(),
                refused);
        return ask(step).flatMap(answer -> found(wanted, known, answer));
    }

    private Optional<Found> found(Wanted wanted, @Nullable Near known, Answer answer) {
        var state = State.of(answer.outcome());
        var ended = ((Long) answer.more().get(0)).intValue();
        var item = state == State.SAME && known != null ? known.item() : decoded(answer);
        if (item == null) {
            near.remove(wanted.key());
            return Optional.of(new Found(null, state == State.FOUND ? State.MISSING : state, ended));
        }
        var id = text(answer.more().get(1));
        if (texts((List<?>) answer.more().get(2)).anyMatch(wanted.terms().ends())) {
            near.remove(wanted.key());
            return look(wanted, id).map(without -> new Found(without.item(), without.state(), Found.BY_PATTERN));
        }
        near.put(wanted.key(), new Near(id, answer.position().sequence(), item));
        return Optional.of(new Found(item, state, ended));
    }

    private @Nullable Object decoded(Answer answer) {
        return answer.value().map(value -> codec.decode(region, value)).orElse(null);
    }

    private static Stream<String> texts(List<?> parts) {
        return parts.stream().map(RemoteResults::text);
    }

    private static String text(Object part) {
        return new String((byte[]) part, UTF_8);
    }

    /** Puts what the reader loaded, unless what ends it was changed since the reader began. */
    public boolean put(Wanted wanted, Object item) {
        var body = codec.encode(region, item);
        return body != null
                && ask(wanted.step(
                                Kind.PUT,
                                region,
                                limits.entries(),
                                limits.ttl(),
                                body,
                                wanted.terms().lease()))
                        .filter(answer -> State.of(answer.outcome()) == State.FOUND)
                        .isPresent();
    }

    /** Lets others load what was not loaded. */
    public void release(Wanted wanted) {
        var token = List.<Object>of(wanted.terms().lease());
        ask(new ResultStep(Kind.RELEASE, region, wanted.key(), wanted.reader(), token, List.of()));
    }

    /** Takes all away, and those that are on their way. */
    public void empty(List<String> names) {
        near.clear();
        ask(ResultStep.of(Kind.EMPTY, region, names));
    }

    /** How many there are; 0 while Redis does not answer. */
    public long count() {
        return ask(ResultStep.of(Kind.COUNT, region, List.of()))
                .map(Answer::outcome)
                .orElse(0L);
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
