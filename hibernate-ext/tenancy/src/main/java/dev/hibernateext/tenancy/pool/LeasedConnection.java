/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.internal.ForwardingConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** A connection whose end is the end of a lease. */
final class LeasedConnection extends ForwardingConnection {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    /** SQLSTATE of the standard: connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    private final Connection pooled;
    private final Lease lease;
    private final PoolDesk desk;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean back = new AtomicBoolean();
    private volatile boolean ended;

    LeasedConnection(Connection pooled, Lease lease, PoolDesk desk) {
        this.pooled = pooled;
        this.lease = lease;
        this.desk = desk;
    }

    @Override
    protected Connection delegate() throws SQLException {
        if (ended) {
            throw new SQLException("The connection was given back.", NO_CONNECTION);
        }
        return pooled;
    }

    /** The pool gets it back before the lease ends: it may be closed right after. */
    @Override
    public void close() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            ended = true;
            try {
                pooled.close();
            } finally {
                desk.giveBack(lease);
            }
        }
    }

    /** The pool gets back what is aborted too, but not before it is: somebody else would be cut off. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (closed.compareAndSet(false, true)) {
            ended = true;
            var isDelayed = new AtomicBoolean();
            try {
                pooled.abort(command -> {
                    executor.execute(() -> abort(command));
                    isDelayed.set(true);
                });
            } finally {
                if (!isDelayed.get()) {
                    giveBackAborted();
                }
            }
        }
    }

    private void abort(Runnable command) {
        try {
            command.run();
        } finally {
            giveBackAborted();
        }
    }

    private void giveBackAborted() {
        if (back.compareAndSet(false, true)) {
            try {
                pooled.close();
            } catch (SQLException e) {
                LOG.debugf(
                        e,
                        "Aborted, the connection of '%s' did not close",
                        lease.slot().database());
            } finally {
                desk.giveBack(lease);
            }
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        return ended || pooled.isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        return !ended && pooled.isValid(timeout);
    }
}
