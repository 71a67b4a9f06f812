/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;

/**
 * Told what transactions change. Called on the thread that completes the transaction, by many threads at once if there are
 * many transactions; listeners are called by their order.
 */
public interface ChangeListener {

    /** Does nothing. */
    ChangeListener NOOP = new ChangeListener() {};

    /**
     * A listener that only acts after commits.
     *
     * <pre>{@code
     * Changes.of(factory).register(ChangeListener.afterCommit(changes -> index.refresh(changes.of(Invoice.class))));
     * }</pre>
     *
     * @param action called as {@link #afterCommit(ChangeSet)} is
     * @return the listener, with order 0
     */
    static ChangeListener afterCommit(Consumer<? super ChangeSet> action) {
        return new AfterCommit(action);
    }

    /**
     * A listener that only acts before completion.
     *
     * @param action called as {@link #beforeCompletion(ChangeSet, SharedSessionContract)} is
     * @return the listener, with order 0
     */
    static ChangeListener beforeCompletion(BiConsumer<? super ChangeSet, ? super SharedSessionContract> action) {
        return new BeforeCompletion(action);
    }

    /**
     * The place of this listener among others. Asked once, when it is registered.
     *
     * @return lower is called first; with the same order, the one registered first
     */
    default int order() {
        return 0;
    }

    /**
     * Called when everything is flushed and the commit is about to begin, in the same transaction.
     *
     * <p>The listener may write through the session, which is flushed afterwards. What listeners write is captured too: they
     * are called again with just these further changes, until there are none. Not called for writes outside a transaction.
     *
     * @param changes what the transaction changed; in a further call, what changed since the last one
     * @param session the session that runs the transaction
     * @throws RuntimeException anything thrown rolls the transaction back and reaches the caller
     */
    default void beforeCompletion(ChangeSet changes, SharedSessionContract session) {}

    /**
     * Called when the transaction has been committed, or at once for a write outside a transaction.
     *
     * <p>Whatever it throws goes to the {@link ChangeFailureHandler} and never to the caller; other listeners are still
     * called. The session must not be used any more; open a new one.
     *
     * @param changes what the transaction changed
     */
    default void afterCommit(ChangeSet changes) {}

    /**
     * Called when the transaction has been rolled back. Not called if a session is closed without completing its
     * transaction. What it throws is treated as in {@link #afterCommit(ChangeSet)}.
     *
     * <p>When the connection broke during the commit and nobody could tell what became of it, neither this nor {@link
     * #afterCommit} is called: a warning is logged, and whoever keeps a copy of the data has to read it again.
     *
     * @param discarded what the transaction would have changed, as far as it was flushed
     */
    default void afterRollback(ChangeSet discarded) {}
}
