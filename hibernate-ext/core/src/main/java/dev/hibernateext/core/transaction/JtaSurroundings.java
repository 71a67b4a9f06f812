/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.jspecify.annotations.Nullable;

/** Transactions belong to the JTA transaction manager, and each has a current session of the factory. */
record JtaSurroundings(SessionFactoryImplementor factory) implements Surroundings {

    @Override
    public @Nullable Object marker() {
        var transaction = current();
        return transaction == null ? null : platform().getTransactionIdentifier(transaction);
    }

    @Override
    public @Nullable SessionImplementor session() {
        return current() == null ? null : factory.getCurrentSession().unwrap(SessionImplementor.class);
    }

    @Override
    public Suspension suspend() {
        if (current() == null) {
            return Suspension.NOTHING;
        }
        try {
            var waiting = manager().suspend();
            return () -> resume(waiting);
        } catch (SystemException e) {
            throw new TransactionException("The JTA transaction cannot be suspended", e);
        }
    }

    private void resume(Transaction waiting) {
        try {
            manager().resume(waiting);
        } catch (InvalidTransactionException | SystemException e) {
            throw new TransactionException("The JTA transaction cannot be resumed", e);
        }
    }

    private @Nullable Transaction current() {
        try {
            var manager = manager();
            return isInProgress(manager.getStatus()) ? manager.getTransaction() : null;
        } catch (SystemException e) {
            throw new TransactionException("The JTA transaction manager does not tell its status", e);
        }
    }

    private static boolean isInProgress(int status) {
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    private TransactionManager manager() {
        return platform().retrieveTransactionManager();
    }

    private JtaPlatform platform() {
        return factory.getServiceRegistry().requireService(JtaPlatform.class);
    }
}
