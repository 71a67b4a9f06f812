/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import static dev.hibernateext.core.transaction.TransactionOutcome.COMMITTED;
import static dev.hibernateext.core.transaction.TransactionOutcome.ROLLED_BACK;
import static dev.hibernateext.core.transaction.TransactionOutcome.UNKNOWN;

import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.transaction.internal.CommitWatch.Ending;
import dev.hibernateext.core.transaction.internal.CommitWitness;
import dev.hibernateext.core.transaction.internal.PostgresCommitWitness;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import org.hibernate.Transaction;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** A transaction begun for one unit of work and completed with it. Belongs to the thread that runs the work. */
final class OwnTransaction {

    private final ActiveTransaction active;
    private final Transaction transaction;
    private final TransactionPolicy policy;
    private TransactionOutcome outcome = ROLLED_BACK;

    OwnTransaction(ActiveTransaction active, TransactionPolicy policy) {
        this.active = active;
        this.policy = policy;
        this.transaction = active.session().accessTransaction();
    }

    /** Begins, works, and commits or rolls back; the callbacks are left to the caller. */
    <R extends @Nullable Object, X extends Exception> R run(TransactionWork<R, X> work) throws X {
        R result;
        try {
            begin();
            result = UnitOfWork.run(active, work);
            active.requireNothingLost();
        } catch (Throwable t) {
            var conflict = conflictBehind(t);
            rollBack(t);
            if (conflict != null) {
                throw conflict;
            }
            throw t;
        }
        complete();
        return result;
    }

    /** How it ended; rolled back as long as it has not. */
    TransactionOutcome outcome() {
        return outcome;
    }

    /** To name it the row is read once more, which nobody needs who runs the work again. */
    private @Nullable VersionConflictException conflictBehind(Throwable failure) {
        return policy.retries().goOnAfter(active.attempt(), Failures.kindOf(failure))
                ? null
                : Conflicts.behind(failure, active.session());
    }

    private void begin() {
        var timeout = policy.timeout();
        if (timeout != null) {
            transaction.setTimeout(Math.toIntExact(timeout.plusMillis(999).toSeconds()));
        }
        active.watch().witness(witness());
        transaction.begin();
        active.watch().working(true);
        active.mark(Surroundings.of(active.session().getFactory()).marker());
    }

    private @Nullable CommitWitness witness() {
        var wait = policy.outcomeWait();
        var session = active.session();
        return wait != null && session.getJdbcServices().getDialect() instanceof PostgreSQLDialect
                ? new PostgresCommitWitness(session.getJdbcConnectionAccess(), wait)
                : null;
    }

    private void complete() {
        active.watch().working(false);
        if (active.isRollbackOnly()) {
            var unexpected = active.isRollbackRequested() ? null : UnexpectedRollbackException.after(active.doom());
            rollBack(unexpected);
            if (unexpected != null) {
                throw unexpected;
            }
        } else {
            commit();
        }
    }

    private void commit() {
        try {
            transaction.commit();
            outcome = COMMITTED;
        } catch (RuntimeException | Error e) {
            outcome = outcomeAfter(e);
            settle(e);
        }
    }

    private void settle(Throwable failure) {
        switch (outcome) {
            case COMMITTED -> active.callbacks().report(COMMITTED, failure);
            case UNKNOWN ->
                throw TransactionOutcomeUnknownException.during(
                        failure, active.watch().witness() != null);
            case ROLLED_BACK -> failAsRolledBack(failure);
        }
    }

    private void failAsRolledBack(Throwable failure) {
        rollBack(failure);
        if (active.watch().isCommitLost()) {
            throw CommitLostException.during(failure);
        }
        var conflict = conflictBehind(failure);
        if (conflict != null) {
            throw conflict;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private TransactionOutcome outcomeAfter(Throwable failure) {
        return switch (active.watch().ending()) {
            case COMMITTED -> COMMITTED;
            case ROLLED_BACK -> ROLLED_BACK;
            case UNKNOWN -> UNKNOWN;
            case OPEN -> outcomeAsHibernateSeesIt(failure);
        };
    }

    /* Where the library is switched off or JTA rules, nobody watches the commit. */
    private TransactionOutcome outcomeAsHibernateSeesIt(Throwable failure) {
        var status = transaction.getStatus();
        if (status == TransactionStatus.COMMITTED) {
            return COMMITTED;
        }
        var refused = active.isJta() ? isRolledBackByJta(failure) : status == TransactionStatus.ROLLED_BACK;
        return refused || transaction.isActive() ? ROLLED_BACK : UNKNOWN;
    }

    private static boolean isRolledBackByJta(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RollbackException || cause instanceof HeuristicRollbackException) {
                return true;
            }
        }
        return false;
    }

    private void rollBack(@Nullable Throwable reason) {
        active.watch().working(false);
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            suppress(e, reason);
        }
        suppress(active.watch().rollbackFailure(), reason);
        if (active.watch().ending() == Ending.COMMITTED) {
            outcome = COMMITTED;
        }
    }

    private static void suppress(@Nullable Throwable minor, @Nullable Throwable major) {
        if (minor != null && major != null && minor != major) {
            major.addSuppressed(minor);
        }
    }
}
