/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import static dev.hibernateext.core.transaction.TransactionOutcome.COMMITTED;
import static dev.hibernateext.core.transaction.TransactionOutcome.ROLLED_BACK;

import dev.hibernateext.core.internal.ChildSessions;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What one unit of work sees of its transaction, until it ends. Belongs to the thread that runs the work. */
final class UnitOfWork implements TransactionScope {

    private final ActiveTransaction transaction;
    private @Nullable StatelessSession stateless;
    private boolean ended;

    UnitOfWork(ActiveTransaction transaction) {
        this.transaction = transaction;
    }

    /** Runs the work and ends the scope. */
    static <R extends @Nullable Object, X extends Exception> R run(
            ActiveTransaction transaction, TransactionWork<R, X> work) throws X {
        var scope = new UnitOfWork(transaction);
        try {
            return work.execute(scope);
        } finally {
            scope.end();
        }
    }

    private void end() {
        ended = true;
        if (stateless != null) {
            stateless.close();
        }
    }

    private ActiveTransaction transaction() {
        if (ended) {
            throw TransactionScopeEndedException.afterWork();
        }
        return transaction;
    }

    @Override
    public Session session() {
        return transaction().session();
    }

    @Override
    public StatelessSession statelessSession() {
        var session = transaction().session();
        var given = Companion.parentOf(session);
        if (given != null) {
            return given;
        }
        if (stateless == null) {
            stateless = ChildSessions.of(session).openStateless((SharedSessionContractImplementor) session);
        }
        return stateless;
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R callNested(TransactionWork<R, X> work) throws X {
        return NestedPart.run(transaction(), work);
    }

    @Override
    public void onCommit(Runnable callback) {
        onCompletion(outcome -> {
            if (outcome == COMMITTED) {
                callback.run();
            }
        });
    }

    @Override
    public void onRollback(Runnable callback) {
        onCompletion(outcome -> {
            if (outcome == ROLLED_BACK) {
                callback.run();
            }
        });
    }

    @Override
    public void onCompletion(Consumer<? super TransactionOutcome> callback) {
        transaction().callbacks().add(callback);
    }

    @Override
    public void setRollbackOnly() {
        transaction().requestRollback();
    }

    @Override
    public boolean isRollbackOnly() {
        return transaction().isRollbackOnly();
    }

    @Override
    public int attempt() {
        return transaction().attempt();
    }
}
