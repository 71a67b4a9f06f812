/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.lock.VersionConflictException;
import java.sql.Connection;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work in transactions: begins one or joins the one in progress, commits when the work returns, and rolls back when
 * it throws anything.
 *
 * <pre>{@code
 * var transactions = Transactions.of(factory)
 *         .with(TransactionPolicy.defaults().withRetries(Retries.upTo(5)));
 *
 * transactions.run(transaction -> {
 *     transaction.session().find(Product.class, id).reserve(1);
 *     transaction.onCommit(() -> mailer.confirm(id));
 * });
 * }</pre>
 *
 * <p>A transaction in progress is one begun by a unit of work on the same factory and thread, one of the session given to
 * {@link #of(Session)} or {@link #of(StatelessSession)}, the one of the factory's current session (Spring), or that of the thread in JTA. A unit of work that
 * joins commits nothing; if it throws, the whole transaction is rolled back, even if the outer work catches what it threw.
 *
 * <p>Immutable and safe for use by many threads, except those of a given session.
 */
public final class Transactions {

    private final SessionFactoryImplementor factory;
    private final @Nullable SessionImplementor session;
    private final TransactionPolicy policy;
    private final CallbackFailureHandler handler;

    private Transactions(
            SessionFactoryImplementor factory,
            @Nullable SessionImplementor session,
            TransactionPolicy policy,
            CallbackFailureHandler handler) {
        this.factory = factory;
        this.session = session;
        this.policy = policy;
        this.handler = handler;
    }

    /**
     * Units of work in sessions of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return with {@link TransactionPolicy#defaults()}
     */
    public static Transactions of(SessionFactory factory) {
        var unwrapped = factory.unwrap(SessionFactoryImplementor.class);
        return new Transactions(unwrapped, null, TransactionPolicy.defaults(), CallbackFailureLog.INSTANCE);
    }

    /**
     * Units of work in a given session: they join its transaction, or begin one and leave the session open. They are never
     * retried, because a session that failed must not be used again; only {@link Propagation#REQUIRES_NEW} opens another one.
     *
     * @param session an open session; a proxy of a container is unwrapped
     * @return with {@link TransactionPolicy#defaults()}; belongs to the session's thread
     */
    public static Transactions of(Session session) {
        var unwrapped = session.unwrap(SessionImplementor.class);
        return new Transactions(
                unwrapped.getFactory(), unwrapped, TransactionPolicy.defaults(), CallbackFailureLog.INSTANCE);
    }

    /**
     * Units of work in a given stateless session, by the rules of {@link #of(Session)}. {@link TransactionScope#statelessSession()} is the
     * given one; {@link TransactionScope#session()} is a session on its connection and in its transaction, flushed before parts and the
     * commit, cleared after the transaction and closed with the stateless session.
     *
     * @param session an open stateless session
     * @return with {@link TransactionPolicy#defaults()}; belongs to the session's thread
     * @throws dev.hibernateext.core.ForeignSessionException if the session is none of Hibernate's
     */
    public static Transactions of(StatelessSession session) {
        var given = ((SessionState) HibernateExt.of(session)).session();
        return new Transactions(
                given.getFactory(), Companion.of(given), TransactionPolicy.defaults(), CallbackFailureLog.INSTANCE);
    }

    /**
     * The same with another policy.
     *
     * @param value how units of work want their transaction
     * @return a copy
     */
    public Transactions with(TransactionPolicy value) {
        return new Transactions(factory, session, value, handler);
    }

    /**
     * The same with another handler of callbacks that fail. By default failures are logged as a warning, with types and stack
     * frames but no messages, which may hold values.
     *
     * @param value called on the thread of the transaction
     * @return a copy
     */
    public Transactions withFailureHandler(CallbackFailureHandler value) {
        return new Transactions(factory, session, policy, value);
    }

    /**
     * Runs a unit of work without a result. See {@link #call}.
     *
     * @param <X> the checked exception the work may throw
     * @param work the unit of work
     * @throws X what the work threw
     */
    public <X extends Exception> void run(TransactionAction<X> work) throws X {
        this.<Boolean, X>call(scope -> {
            work.execute(scope);
            return true;
        });
    }

    /**
     * Runs a unit of work.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception the work may throw
     * @param work the unit of work
     * @return what the work returned; its transaction is committed unless it was joined
     * @throws X what the work threw
     * @throws NoOuterTransactionException if there is none and the propagation is {@link Propagation#MANDATORY}
     * @throws IncompatibleTransactionException if the work asks for more isolation than the outer transaction has, or
     *     does not say that it only reads where the outer only reads
     * @throws SavepointException if the propagation is {@link Propagation#NESTED} and there are no savepoints
     * @throws UnexpectedRollbackException if the work returned after a failure that made its transaction roll back
     * @throws VersionConflictException if Hibernate found a row stale when it wrote, at the latest during the commit
     * @throws RetriesExhaustedException if retries are allowed and the last one failed too
     * @throws TransactionOutcomeUnknownException if the connection was lost during the commit
     * @throws CommitLostException if it was lost and the database says that the commit did not happen
     */
    public <R extends @Nullable Object, X extends Exception> R call(TransactionWork<R, X> work) throws X {
        var outer = outer();
        if (outer == null) {
            if (policy.propagation() == Propagation.MANDATORY) {
                throw NoOuterTransactionException.onThread();
            }
            return begin(work);
        }
        return switch (policy.propagation()) {
            case REQUIRED, MANDATORY -> join(outer, work);
            case NESTED -> nest(outer, work);
            case REQUIRES_NEW -> beginApart(work);
        };
    }

    private @Nullable ActiveTransaction outer() {
        var outers = new OuterTransactions(factory, handler);
        return session == null ? outers.onThread() : outers.of(session);
    }

    private <R extends @Nullable Object, X extends Exception> R nest(
            ActiveTransaction outer, TransactionWork<R, X> work) throws X {
        requireCompatible(outer);
        return within(outer, () -> NestedPart.run(outer, work));
    }

    private <R extends @Nullable Object, X extends Exception> R join(
            ActiveTransaction outer, TransactionWork<R, X> work) throws X {
        requireCompatible(outer);
        try {
            return within(outer, () -> UnitOfWork.run(outer, work));
        } catch (Throwable t) {
            outer.doom(t);
            var conflict = Conflicts.behind(t, outer.session());
            if (conflict != null) {
                throw conflict;
            }
            throw t;
        }
    }

    private void requireCompatible(ActiveTransaction outer) {
        // Hibernate drops changes of read-only entities without a word.
        if (!policy.readOnly() && outer.session().isDefaultReadOnly()) {
            throw IncompatibleTransactionException.outerOnlyReads(policy.isolation());
        }
        var required = policy.isolation();
        if (required != Isolation.AS_CONFIGURED) {
            var actual = outer.session().doReturningWork(Connection::getTransactionIsolation);
            if (!required.isMetBy(actual)) {
                throw IncompatibleTransactionException.tooLittleIsolation(required, actual);
            }
        }
    }

    private <R extends @Nullable Object, X extends Exception> R begin(TransactionWork<R, X> work) throws X {
        return session == null ? beginWithRetries(work) : beginOn(session, work);
    }

    private <R extends @Nullable Object, X extends Exception> R beginApart(TransactionWork<R, X> work) throws X {
        try (var waiting = Surroundings.of(factory).suspend()) {
            return beginWithRetries(work);
        }
    }

    private <R extends @Nullable Object, X extends Exception> R beginWithRetries(TransactionWork<R, X> work) throws X {
        return policy.retries().isAllowed()
                ? new Attempts(policy.retries()).run(number -> beginInNewSession(number, work))
                : beginInNewSession(1, work);
    }

    private <R extends @Nullable Object, X extends Exception> R beginInNewSession(
            int attempt, TransactionWork<R, X> work) throws X {
        var opening = new SessionOpening(factory, policy);
        var active = new ActiveTransaction(opening.session(), new Callbacks(handler), attempt);
        var own = new OwnTransaction(active, policy);
        try {
            return within(active, () -> own.run(work));
        } finally {
            opening.close(failure -> active.callbacks().report(own.outcome(), failure));
            active.callbacks().run(own.outcome());
        }
    }

    private <R extends @Nullable Object, X extends Exception> R beginOn(
            SessionImplementor given, TransactionWork<R, X> work) throws X {
        if (policy.isolation() != Isolation.AS_CONFIGURED || policy.readOnly()) {
            throw IncompatibleTransactionException.givenSession(policy.isolation());
        }
        var active = new ActiveTransaction(given, new Callbacks(handler), 1);
        var own = new OwnTransaction(active, policy.withRetries(Retries.none()));
        try {
            return within(active, () -> own.run(work));
        } finally {
            Companion.clear(given);
            active.callbacks().run(own.outcome());
        }
    }

    /** Makes a transaction the innermost of the thread and of its session while something runs. */
    private <R extends @Nullable Object, X extends Exception> R within(ActiveTransaction active, Step<R, X> step)
            throws X {
        var threads = ThreadTransactions.of(factory);
        var slot = TransactionSlot.of(active.session());
        var outerOfThread = threads.enter(active);
        var outerOfSession = slot.replace(active);
        try {
            return step.run();
        } finally {
            slot.replace(outerOfSession);
            threads.leave(outerOfThread);
        }
    }

    /** Something to run within a transaction. */
    @FunctionalInterface
    private interface Step<R extends @Nullable Object, X extends Exception> {

        R run() throws X;
    }
}
