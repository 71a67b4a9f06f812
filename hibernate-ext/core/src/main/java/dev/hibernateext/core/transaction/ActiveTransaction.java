/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.transaction.internal.CommitWatch;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** A transaction in progress on a session, begun by us or by somebody else. Belongs to the thread of the session. */
final class ActiveTransaction {

    private final SessionImplementor session;
    private final Callbacks callbacks;
    private final int attempt;

    private final DetachedEntities detached = new DetachedEntities();
    private @Nullable Object marker;
    private @Nullable Throwable doom;
    private boolean rollbackRequested;

    ActiveTransaction(SessionImplementor session, Callbacks callbacks, int attempt) {
        this.session = session;
        this.callbacks = callbacks;
        this.attempt = attempt;
    }

    SessionImplementor session() {
        return session;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    int attempt() {
        return attempt;
    }

    /** Notes what {@link Surroundings#marker()} says while it is the innermost transaction. */
    void mark(@Nullable Object value) {
        marker = value;
    }

    @Nullable
    Object marker() {
        return marker;
    }

    DetachedEntities detached() {
        return detached;
    }

    /** That of the session the connection belongs to, which hears of its commits. */
    CommitWatch watch() {
        var owner = session.getJdbcCoordinator().getJdbcSessionOwner();
        return CommitWatch.of(SessionState.of((SharedSessionContractImplementor) owner));
    }

    boolean isInProgress() {
        return session.isOpen() && session.isTransactionInProgress();
    }

    boolean isJta() {
        return session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }

    /** Somebody wants it rolled back, and knows. */
    void requestRollback() {
        rollbackRequested = true;
        session.accessTransaction().markRollbackOnly();
    }

    boolean isRollbackRequested() {
        return rollbackRequested;
    }

    /** A unit of work that joined has failed halfway: what is left must not be committed. */
    void doom(Throwable failure) {
        if (doom == null) {
            doom = failure;
        }
    }

    @Nullable
    Throwable doom() {
        return doom;
    }

    /** What failed since a savepoint was undone by going back to it. */
    void redeem(@Nullable Throwable doomAtSavepoint) {
        doom = doomAtSavepoint;
        watch().voidMarks();
        if (rollbackRequested) {
            session.accessTransaction().markRollbackOnly();
        }
    }

    /** Refuses to commit if changes of entities that a failed part detached would be lost. */
    void requireNothingLost() {
        if (!isRollbackOnly()) {
            detached.requireUnchanged(session);
        }
    }

    boolean isRollbackOnly() {
        return rollbackRequested || doom != null || isMarked();
    }

    boolean isMarked() {
        return session.accessTransaction().getStatus() == TransactionStatus.MARKED_ROLLBACK
                || (!isJta() && isConnectionMarked());
    }

    private boolean isConnectionMarked() {
        var connection = session.getJdbcCoordinator().getResourceLocalTransaction();
        return connection.getStatus() == TransactionStatus.MARKED_ROLLBACK && !watch().ignoresMarkOfConnection();
    }
}
