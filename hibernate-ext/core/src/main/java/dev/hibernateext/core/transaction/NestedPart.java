/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.change.internal.ChangeBuffer;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.jspecify.annotations.Nullable;

/** A part of a unit of work within a savepoint. Belongs to the thread that runs the work. */
final class NestedPart {

    private final ActiveTransaction transaction;
    private final SessionImplementor session;
    private final Savepoint savepoint;
    private final int callbackMark;
    private final ChangeBuffer.Mark changeMark;
    private final @Nullable Throwable doom;

    private NestedPart(ActiveTransaction transaction) {
        this.transaction = transaction;
        this.session = transaction.session();
        this.callbackMark = transaction.callbacks().mark();
        this.doom = transaction.doom();
        flush();
        this.changeMark = ChangeBuffer.mark(session);
        this.savepoint = openSavepoint();
    }

    static <R extends @Nullable Object, X extends Exception> R run(
            ActiveTransaction transaction, TransactionWork<R, X> work) throws X {
        if (transaction.isJta()) {
            throw SavepointException.withinJta();
        }
        return new NestedPart(transaction).run(work);
    }

    private <R extends @Nullable Object, X extends Exception> R run(TransactionWork<R, X> work) throws X {
        try {
            var result = UnitOfWork.run(transaction, work);
            flush();
            release();
            return result;
        } catch (Throwable t) {
            var conflict = Conflicts.behind(t, session);
            undo(t);
            if (conflict != null) {
                throw conflict;
            }
            throw t;
        }
    }

    private void flush() {
        if (session.getHibernateFlushMode() != FlushMode.MANUAL) {
            session.flush();
        }
        // A stateless session of the same connection may have left a batch that is not full.
        session.getJdbcCoordinator().executeBatch();
    }

    private Savepoint openSavepoint() {
        try {
            return session.doReturningWork(Connection::setSavepoint);
        } catch (HibernateException e) {
            throw e.getCause() instanceof SQLFeatureNotSupportedException ? SavepointException.notSupported(e) : e;
        }
    }

    private void release() {
        session.doWork(connection -> connection.releaseSavepoint(savepoint));
    }

    private void undo(Throwable failure) {
        transaction.callbacks().rollBackTo(callbackMark);
        try {
            transaction.detached().remember(session);
            session.clear();
            session.getJdbcCoordinator().abortBatch();
            session.doWork(connection -> connection.rollback(savepoint));
            ChangeBuffer.rollbackTo(changeMark, session);
            transaction.redeem(doom);
            keepOutOfCache();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            transaction.doom(failure);
        }
    }

    /*
     * Hibernate puts what it has flushed into the second-level cache when the transaction commits, and does not know of
     * savepoints. Without puts it only invalidates. The callback comes after those of everything flushed so far.
     */
    private void keepOutOfCache() {
        var mode = session.getCacheMode();
        if (mode.isPutEnabled()) {
            session.getTransactionCompletionCallbacks()
                    .registerCallback((AfterCompletionCallback) (success, ended) -> session.setCacheMode(mode));
            session.setCacheMode(mode.isGetEnabled() ? CacheMode.GET : CacheMode.IGNORE);
        }
    }
}
