/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.transaction.internal.CommitWatch;
import dev.hibernateext.core.transaction.internal.CommitWatch.Ending;
import dev.hibernateext.core.transaction.internal.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.hibernate.resource.transaction.backend.jdbc.spi.JdbcResourceTransaction;
import org.hibernate.resource.transaction.backend.jdbc.spi.JdbcResourceTransactionAccess;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Hibernate's transaction coordinator and the JDBC transaction of one session. Where nobody watches the session
 * it passes everything on and notes if a commit got no answer. Otherwise it keeps a rollback that fails from becoming a commit in a pool, tells Hibernate
 * the real outcome of a commit whose answer got lost, lets go of marks that a savepoint has made void, and keeps a read that
 * failed from looking like a row that is not there.
 */
final class WatchedJdbcTransaction
        implements TransactionCoordinatorOwner, JdbcResourceTransactionAccess, JdbcResourceTransaction {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.transaction");

    private final JdbcCoordinator coordinator;
    private final JdbcResourceTransaction real;
    private @Nullable TransactionStatus settled;

    WatchedJdbcTransaction(JdbcCoordinator coordinator) {
        this.coordinator = coordinator;
        this.real = coordinator.getResourceLocalTransaction();
    }

    @Override
    public JdbcResourceTransaction getResourceLocalTransaction() {
        return this;
    }

    @Override
    public void begin() {
        settled = null;
        tellOutcomeUnknown(false);
        real.begin();
        var watch = watch();
        if (watch != null) {
            watch.begun();
        }
    }

    @Override
    public void commit() {
        var watch = watch();
        if (watch == null) {
            commitUnwatched();
        } else {
            commitWatched(watch);
        }
    }

    private void commitUnwatched() {
        try {
            real.commit();
        } catch (RuntimeException e) {
            tellOutcomeUnknown(!isRefusal(e));
            throw e;
        }
    }

    private void commitWatched(CommitWatch watch) {
        noteBefore(watch);
        try {
            real.commit();
            watch.ended(Ending.COMMITTED);
        } catch (RuntimeException e) {
            commitFailed(watch, e);
            if (watch.ending() != Ending.COMMITTED) {
                throw e;
            }
            settled = TransactionStatus.COMMITTED;
        }
    }

    private void noteBefore(CommitWatch watch) {
        var witness = watch.witness();
        var connection = coordinator.getLogicalConnection();
        if (witness != null && connection.isPhysicallyConnected()) {
            try {
                witness.note(connection.getPhysicalConnection());
            } catch (SQLException e) {
                rollback();
                watch.ended(Ending.ROLLED_BACK);
                throw getJdbcSessionOwner().getSqlExceptionHelper().convert(e, "Cannot note the transaction id");
            }
        }
    }

    private void commitFailed(CommitWatch watch, RuntimeException failure) {
        if (real.getStatus() != TransactionStatus.ROLLED_BACK) {
            abandonConnection();
        }
        var witness = watch.witness();
        if (isRefusal(failure)) {
            watch.ended(Ending.ROLLED_BACK);
        } else if (witness == null) {
            watch.ended(Ending.UNKNOWN);
        } else {
            releaseConnection();
            watch.askedAfterLostCommit(witness.ask());
        }
        tellOutcomeUnknown(watch.ending() == Ending.UNKNOWN);
    }

    private static boolean isRefusal(RuntimeException failure) {
        var sql = SqlStates.of(failure);
        return sql != null && SqlStates.isRefusal(sql);
    }

    private void tellOutcomeUnknown(boolean value) {
        var state = state();
        if (state != null) {
            state.outcomeUnknown(value);
        }
    }

    @Override
    public void rollback() {
        var watch = watch();
        if (watch == null) {
            real.rollback();
        } else {
            rollbackWatched(watch);
        }
    }

    /* A connection that goes back to its pool with an open transaction may have it committed by the next setAutoCommit. */
    private void rollbackWatched(CommitWatch watch) {
        try {
            real.rollback();
        } catch (RuntimeException e) {
            rollbackAgainOrAbandon(e);
            settled = TransactionStatus.ROLLED_BACK;
            watch.rollbackFailure(e);
        }
        watch.ended(Ending.ROLLED_BACK);
    }

    private void rollbackAgainOrAbandon(RuntimeException failure) {
        try {
            real.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            abandonConnection();
        }
    }

    private void abandonConnection() {
        var connection = coordinator.getLogicalConnection();
        if (connection.isOpen() && connection.isPhysicallyConnected()) {
            abort(connection.getPhysicalConnection());
        }
    }

    /* The witness needs a connection, and the pool may have just one. */
    private void releaseConnection() {
        try {
            coordinator.getLogicalConnection().afterTransaction();
        } catch (RuntimeException e) {
            LOG.debugf(
                    "Cannot release a connection that is broken: %s",
                    e.getClass().getName());
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(
                    "Cannot abort a connection that is broken: %s", e.getClass().getName());
        }
    }

    @Override
    public TransactionStatus getStatus() {
        if (settled != null) {
            return settled;
        }
        var status = real.getStatus();
        return status == TransactionStatus.MARKED_ROLLBACK && hidesMark() ? TransactionStatus.ACTIVE : status;
    }

    /*
     * PostgreSQL's dialect marks the connection whenever a statement fails, and SessionImpl.find then takes the failure for a
     * timeout of WildFly (HHH-12472): it answers null, as if there were no such row. What fails is marked by the session too.
     */
    private boolean hidesMark() {
        var watch = watch();
        return watch != null && watch.hidesMarkOfConnection();
    }

    @Override
    public void markRollbackOnly() {
        real.markRollbackOnly();
        var watch = watch();
        if (watch != null) {
            watch.marked();
        }
    }

    private @Nullable CommitWatch watch() {
        var state = state();
        return state == null ? null : state.findAttachment(CommitWatch.class);
    }

    private @Nullable SessionState state() {
        return coordinator.getJdbcSessionOwner() instanceof SharedSessionContractImplementor session
                ? SessionState.of(session)
                : null;
    }

    @Override
    public boolean isActive() {
        return coordinator.isActive();
    }

    @Override
    public void startTransactionBoundary() {
        coordinator.startTransactionBoundary();
    }

    @Override
    public void afterTransactionBegin() {
        coordinator.afterTransactionBegin();
    }

    @Override
    public void beforeTransactionCompletion() {
        coordinator.beforeTransactionCompletion();
    }

    @Override
    public void afterTransactionCompletion(boolean successful, boolean delayed) {
        coordinator.afterTransactionCompletion(successful, delayed);
    }

    @Override
    public JdbcSessionOwner getJdbcSessionOwner() {
        return coordinator.getJdbcSessionOwner();
    }

    @Override
    public void setTransactionTimeOut(int seconds) {
        coordinator.setTransactionTimeOut(seconds);
    }

    @Override
    public void flushBeforeTransactionCompletion() {
        coordinator.flushBeforeTransactionCompletion();
    }
}
