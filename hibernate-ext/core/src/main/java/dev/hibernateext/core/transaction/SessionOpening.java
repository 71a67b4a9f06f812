/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import java.sql.Connection;
import java.util.function.Consumer;
import org.hibernate.ConnectionAcquisitionMode;
import org.hibernate.ConnectionReleaseMode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** A session opened for one transaction, with the isolation its policy asks for. Belongs to the thread that opens it. */
final class SessionOpening {

    private final SessionImplementor session;
    private @Nullable Integer levelBefore;

    SessionOpening(SessionFactoryImplementor factory, TransactionPolicy policy) {
        var isolated = policy.isolation() != Isolation.AS_CONFIGURED;
        var options = factory.withOptions().readOnly(policy.readOnly());
        if (isolated) {
            // The level has to be reset on the same connection after the transaction.
            options.connectionHandling(ConnectionAcquisitionMode.AS_NEEDED, ConnectionReleaseMode.ON_CLOSE);
        }
        this.session = options.openSession();
        if (isolated) {
            isolateOrClose(policy.isolation());
        }
    }

    SessionImplementor session() {
        return session;
    }

    private void isolateOrClose(Isolation isolation) {
        try {
            levelBefore = session.doReturningWork(Connection::getTransactionIsolation);
            session.doWork(connection -> connection.setTransactionIsolation(isolation.level()));
        } catch (RuntimeException e) {
            close(e::addSuppressed);
            throw e;
        }
    }

    /** Gives the connection back as it came. What fails now changes no outcome and is reported. */
    void close(Consumer<? super RuntimeException> failures) {
        try (session) {
            restoreIsolation();
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private void restoreIsolation() {
        var level = levelBefore;
        if (level != null && session.getJdbcCoordinator().getLogicalConnection().isPhysicallyConnected()) {
            session.doWork(connection -> {
                if (!connection.isClosed()) {
                    connection.setTransactionIsolation(level);
                }
            });
        }
    }
}
