/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The transaction a unit of work runs in. Belongs to the thread that runs the work, and ends with it: afterwards every method
 * throws a {@link TransactionScopeEndedException}.
 */
public interface TransactionScope {

    /**
     * The session of the transaction. The same one in all units of work that joined.
     *
     * @return an open session; it is flushed and closed by whoever began the transaction
     */
    Session session();

    /**
     * A stateless session on the connection and in the transaction of {@link #session()}. It sees what the session has
     * flushed, so flush first. What it writes itself waits in a batch where {@code hibernate.jdbc.batch_size} is set: flush
     * the session before either of them finds it by its identifier.
     *
     * @return an open stateless session, closed at the end of the unit of work; the one given to {@link
     *     Transactions#of(StatelessSession)} if there is one, which stays open
     */
    StatelessSession statelessSession();

    /**
     * Runs a part of the work that may fail without failing the whole: within a savepoint.
     *
     * <p>The session is flushed before and after. When the part fails, the database goes back to the savepoint, the session is
     * <em>cleared</em>, because what it holds may no longer be true, and the failure is thrown on; a caller that catches it
     * may go on, with entities it loads anew. Changes to entities loaded before are then refused at the commit with a {@link
     * DetachedChangeException} instead of getting lost.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception the work may throw
     * @param work the part
     * @return what the part returned
     * @throws X what the part threw
     * @throws SavepointException if the connection has no savepoints, as within a JTA transaction
     */
    <R extends @Nullable Object, X extends Exception> R callNested(TransactionWork<R, X> work) throws X;

    /**
     * {@link #callNested} for work without a result.
     *
     * @param <X> the checked exception the work may throw
     * @param work the part
     * @throws X what the part threw
     * @throws SavepointException if the connection has no savepoints, as within a JTA transaction
     */
    default <X extends Exception> void nested(TransactionAction<X> work) throws X {
        this.<Boolean, X>callNested(scope -> {
            work.execute(scope);
            return true;
        });
    }

    /**
     * Registers what to do once the transaction is committed. Callbacks run on this thread, in the order of registration,
     * after the session is closed if the transaction was begun here; all of them run, whatever one of them throws.
     *
     * @param callback not called if the part of the work that registers it is rolled back
     */
    void onCommit(Runnable callback);

    /**
     * Registers what to do once the transaction, or the nested part this is called in, is rolled back. It runs when the
     * transaction completes, like those of {@link #onCommit(Runnable)}.
     *
     * @param callback not called if the outcome is unknown
     */
    void onRollback(Runnable callback);

    /**
     * Registers what to do once the transaction is completed in any way, see {@link #onCommit(Runnable)}.
     *
     * @param callback receives the outcome
     */
    void onCompletion(Consumer<? super TransactionOutcome> callback);

    /**
     * Makes the whole transaction roll back at its end, without an exception for whoever began it. Everything that joined is
     * affected.
     */
    void setRollbackOnly();

    /**
     * Whether the transaction can only roll back.
     *
     * @return true after {@link #setRollbackOnly()}, and after most failures of the session
     */
    boolean isRollbackOnly();

    /**
     * Which attempt at the unit of work this is.
     *
     * @return 1 for the first; more if {@link Retries} are allowed and earlier attempts failed
     */
    int attempt();
}
