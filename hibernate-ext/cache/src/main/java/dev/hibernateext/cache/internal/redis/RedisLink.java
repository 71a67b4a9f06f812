/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hibernateext.cache.internal.redis.Call.Operation;
import dev.hibernateext.cache.internal.redis.Step.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The way of one session factory to Redis. If Redis does not answer, the factory goes on without it, and asks it in the background to
 * forget all entries before it uses any again: what was changed meanwhile, Redis has not been told. Safe for use by many threads.
 */
public final class RedisLink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.cache");

    private static final String GONE =
            "HEXT000604: Redis does not answer for the regions of '%s': %s. Entities are loaded from the database until it does";
    private static final String BACK = "HEXT000605: Redis answers again for the regions of '%s', which begin empty";

    private final RedisAccess access;
    private final AtomicReference<Way> way = new AtomicReference<>(Way.OPEN);
    private volatile Position known = Position.UNKNOWN;

    /** A link that is open. */
    public RedisLink(RedisAccess access) {
        this.access = access;
    }

    /**
     * What a link needs.
     *
     * @param client reaches Redis
     * @param owned whether the client ends with the link
     * @param prefix before all keys
     * @param timeout how long an answer is waited for
     */
    public record RedisAccess(RedissonClient client, boolean owned, String prefix, Duration timeout) {}

    private enum Way {
        OPEN,
        GONE,
        /** Redis is asked to forget all; what is changed from now on, it has to hear again. */
        RETURNING,
        CLOSED
    }

    /** The latest position this node has heard of. */
    public Position known() {
        return known;
    }

    /** Hears of the position, so that the first transaction can use entries. */
    public void greet() {
        ask(Step.of(Kind.COUNT, Step.ALL).on("", EntryLimits.NONE));
    }

    /** Empty if Redis does not answer, or is not asked since it did not before. */
    Optional<Answer> ask(Call call) {
        if (!isOpenFor(call.operation())) {
            return Optional.empty();
        }
        try {
            var answer = send(call).get(access.timeout().toMillis(), MILLISECONDS);
            hear(answer.position());
            return Optional.of(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (call.operation().invalidates()) {
                lose(e);
            }
        } catch (ExecutionException | TimeoutException e) {
            lose(e);
        }
        return Optional.empty();
    }

    private synchronized void hear(Position position) {
        known = known.or(position);
    }

    private boolean isOpenFor(Operation operation) {
        var now = way.get();
        return now == Way.OPEN || (now == Way.RETURNING && operation.invalidates());
    }

    private CompletableFuture<Answer> send(Call call) {
        try {
            return eval(call).thenApply(Answer::of).toCompletableFuture();
        } catch (RedisException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** In this time all nodes have asked a Redis that is there again, and been answered. */
    private long quiet() {
        return 3 * access.timeout().toMillis();
    }

    private CompletionStage<List<Object>> eval(Call call) {
        return access.client()
                .getScript(ByteArrayCodec.INSTANCE)
                .evalAsync(
                        RScript.Mode.READ_WRITE,
                        call.script().text(),
                        RScript.ReturnType.LIST,
                        call.keys(access.prefix()),
                        call.arguments(quiet()));
    }

    private void lose(Exception cause) {
        var before = way.getAndUpdate(now -> now == Way.CLOSED ? now : Way.GONE);
        if (before == Way.OPEN) {
            LOG.warnf(GONE, access.prefix(), nameOf(cause));
            ForkJoinPool.commonPool().execute(this::comeBack);
        }
    }

    /** What Redisson says of a failure quotes entries. */
    private static String nameOf(Exception cause) {
        var failure = cause instanceof ExecutionException && cause.getCause() != null ? cause.getCause() : cause;
        return failure.getClass().getSimpleName();
    }

    private void returnLater() {
        CompletableFuture.delayedExecutor(access.timeout().toMillis(), MILLISECONDS)
                .execute(this::comeBack);
    }

    /** A change that fails to be told while Redis forgets makes it forget once more. */
    private void comeBack() {
        if (way.compareAndSet(Way.GONE, Way.RETURNING)) {
            try {
                var answer = send(Step.of(Kind.RESET, Step.ALL).on("", EntryLimits.NONE))
                        .orTimeout(access.timeout().toMillis(), MILLISECONDS)
                        .join();
                comeBackAt(answer.position());
            } catch (CompletionException e) {
                LOG.debugf("Redis does not answer for the regions of '%s' yet", access.prefix());
                waitOn();
            }
        }
    }

    private void comeBackAt(Position position) {
        if (isBackAt(position)) {
            LOG.infof(BACK, access.prefix());
        } else {
            waitOn();
        }
    }

    private void waitOn() {
        way.compareAndSet(Way.RETURNING, Way.GONE);
        returnLater();
    }

    private boolean isBackAt(Position position) {
        hear(position);
        return way.compareAndSet(Way.RETURNING, Way.OPEN);
    }

    @Override
    public void close() {
        way.set(Way.CLOSED);
        if (access.owned()) {
            access.client().shutdown();
        }
    }
}
