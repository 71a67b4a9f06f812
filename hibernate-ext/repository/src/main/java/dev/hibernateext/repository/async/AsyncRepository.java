/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.async;

import dev.hibernateext.repository.Repository;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one entity, without blocking the caller. Every verb of {@link Repository} can be used, and several in one call,
 * which is one transaction.
 *
 * <p>Safe for use by many threads.
 *
 * @param <E> the entity
 * @param <K> the type of its id
 */
public final class AsyncRepository<E, K> {

    private final AsyncSessions sessions;
    private final Class<E> type;

    AsyncRepository(AsyncSessions sessions, Class<E> type) {
        this.sessions = sessions;
        this.type = type;
    }

    /**
     * Reads in a transaction that is read-only: entities are not looked at for changes, and the driver is told.
     *
     * @param work uses the repository, on another thread; streams have to be used up in it
     * @param <R> what it returns
     * @return completes with the result, or fails as {@link AsyncSessions#call} says
     */
    public <R extends @Nullable Object> CompletableFuture<R> read(Function<? super Repository<E, K>, R> work) {
        return sessions.read(transaction -> work.apply(Repository.of(transaction.session(), type)));
    }

    /**
     * Writes in a transaction.
     *
     * @param work uses the repository, on another thread
     * @param <R> what it returns
     * @return completes with the result after the commit, or fails as {@link AsyncSessions#call} says
     */
    public <R extends @Nullable Object> CompletableFuture<R> write(Function<? super Repository<E, K>, R> work) {
        return sessions.call(transaction -> work.apply(Repository.of(transaction.session(), type)));
    }
}
