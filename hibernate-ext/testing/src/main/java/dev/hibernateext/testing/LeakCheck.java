/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.testing.internal.orm.OpenSessions;
import dev.hibernateext.testing.jdbc.TestDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Looks for what a test left open, closes what can be closed and fails the test. Belongs to one run. */
final class LeakCheck {

    private final TestDataSource dataSource;
    private final OpenSessions sessions;
    private @Nullable Context contextBefore;

    LeakCheck(TestDataSource dataSource, OpenSessions sessions) {
        this.dataSource = dataSource;
        this.sessions = sessions;
    }

    /** A scope cannot be closed from here, so one that an earlier test left is not held against this one. */
    void begin() {
        contextBefore = Contexts.isOpen() ? Contexts.current() : null;
    }

    void end() {
        var leaks = new ArrayList<Leak>();
        sessions.stillOpen().forEach(open -> leaks.add(new Leak(kindOf(open.session()), open.openedAt())));
        dataSource.openConnections().forEach(open -> leaks.add(new Leak("connection", open.openedAt())));
        if (Contexts.isOpen() && !Contexts.current().equals(contextBefore)) {
            leaks.add(new Leak(
                    "scope of Contexts on thread " + Thread.currentThread().getName(), null));
        }
        if (!leaks.isEmpty()) {
            throw closeAll(new LeakError(leaks));
        }
    }

    private LeakError closeAll(LeakError error) {
        for (var open : sessions.stillOpen()) {
            try {
                end(open.session());
            } catch (RuntimeException e) {
                error.addSuppressed(e);
            }
        }
        try {
            dataSource.reclaimConnections();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
        return error;
    }

    /** A session closed within a transaction would go on until that ends. */
    private static void end(SharedSessionContractImplementor session) {
        if (session.isTransactionInProgress()) {
            session.accessTransaction().rollback();
        }
        if (session.isOpen()) {
            session.close();
        }
    }

    private static String kindOf(SharedSessionContractImplementor session) {
        return session instanceof StatelessSession ? "stateless session" : "session";
    }
}
