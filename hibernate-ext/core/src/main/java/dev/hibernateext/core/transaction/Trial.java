/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.core.internal.ChildSessions;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.transaction.internal.CommitWatch;
import jakarta.persistence.TransactionRequiredException;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.HibernateException;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes that may fail without costing the transaction, nor what its session manages.
 *
 * <pre>{@code
 * try (var trial = Trial.open(session)) {
 *     trial.call(child -> child.insert(label));
 * } catch (PersistenceException e) {
 *     // nothing of it is in the database, and the transaction can commit
 * }
 * }</pre>
 *
 * <p>They run in a stateless child of the session, on its connection and in its transaction, each behind a savepoint. Its tenant
 * and the features suspended in it hold there too, and what listens to changes hears of what was not undone. PostgreSQL needs this more than others: there a failed
 * statement makes a transaction of Hibernate roll back at its commit, without an error, whatever savepoints are used by hand.
 *
 * <p>Belongs to the thread of the session.
 */
public final class Trial implements AutoCloseable {

    private final SharedSessionContractImplementor parent;
    private final SharedSessionContractImplementor child;

    private Trial(SharedSessionContractImplementor parent) {
        this.parent = parent;
        this.child = ChildSessions.of(parent).openStateless(parent);
    }

    /**
     * Opens a child of a session. What the session has not written yet is written first, unless its flush mode is manual.
     *
     * @param session an open session of either kind, in a transaction
     * @return to be closed by the caller, before the session
     * @throws TransactionRequiredException if the session is in no transaction
     */
    public static Trial open(SharedSessionContract session) {
        var parent = (SharedSessionContractImplementor) session;
        if (!parent.isTransactionInProgress()) {
            throw new TransactionRequiredException("A savepoint needs a transaction. Begin one first.");
        }
        writeWhatWaits(parent);
        return new Trial(parent);
    }

    private static void writeWhatWaits(SharedSessionContractImplementor parent) {
        if (parent.isEventSource() && parent.getHibernateFlushMode() != FlushMode.MANUAL) {
            parent.flush();
        }
        parent.getJdbcCoordinator().executeBatch();
    }

    /**
     * The child session, for what need not be undone.
     *
     * @return open until this is closed
     */
    public StatelessSession session() {
        return (StatelessSession) child;
    }

    /**
     * Does some work. If it throws, nothing of it is in the database, and the transaction is as good as before.
     *
     * @param work uses the session it is given and no other
     * @param <R> what the work finds
     * @return what the work returned
     * @throws SavepointException if it is a JTA transaction, or the driver has no savepoints
     */
    public <R extends @Nullable Object> R call(Function<? super StatelessSession, ? extends R> work) {
        if (parent.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta()) {
            throw SavepointException.withinJta();
        }
        var marked = isMarked();
        var changes = ChangeBuffer.mark(child);
        var savepoint = savepoint();
        try {
            var result = work.apply(session());
            child.getJdbcCoordinator().executeBatch();
            child.doWork(connection -> connection.releaseSavepoint(savepoint));
            return result;
        } catch (Throwable t) {
            undo(savepoint, changes, marked, t);
            throw t;
        }
    }

    private Savepoint savepoint() {
        try {
            return child.doReturningWork(Connection::setSavepoint);
        } catch (HibernateException e) {
            throw e.getCause() instanceof SQLFeatureNotSupportedException ? SavepointException.notSupported(e) : e;
        }
    }

    /** What fails here leaves the transaction marked, so that it is not committed. */
    private void undo(Savepoint savepoint, ChangeBuffer.Mark changes, boolean marked, Throwable failure) {
        try {
            child.getJdbcCoordinator().abortBatch();
            child.doWork(connection -> connection.rollback(savepoint));
            ChangeBuffer.rollbackTo(changes, child);
            if (!marked) {
                watch().voidMarks();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            parent.accessTransaction().markRollbackOnly();
        }
    }

    private boolean isMarked() {
        return parent.accessTransaction().getStatus() == TransactionStatus.MARKED_ROLLBACK;
    }

    /** That of the session which opened the connection. */
    private CommitWatch watch() {
        var owner = parent.getJdbcCoordinator().getJdbcSessionOwner();
        return CommitWatch.of(SessionState.of((SharedSessionContractImplementor) owner));
    }

    /** Closes the child session. The connection and the transaction stay open. */
    @Override
    public void close() {
        child.close();
    }
}
