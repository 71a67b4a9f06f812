/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** A connection whose end means something to others, once: when it was closed or aborted, and its pool has it back. */
public abstract class BorrowedConnection extends ForwardingConnection {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    /** SQLSTATE of the standard: connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    private final Connection pooled;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private enum State {
        OPEN,
        ENDED,
        BACK
    }

    /**
     * Around a connection of a pool.
     *
     * @param pooled closed with this
     */
    protected BorrowedConnection(Connection pooled) {
        this.pooled = pooled;
    }

    /** The pool has the connection back: others may come, and the pool may be closed. */
    protected abstract void returned();

    private boolean isEnded() {
        return state.get() != State.OPEN;
    }

    private boolean end() {
        return state.compareAndSet(State.OPEN, State.ENDED);
    }

    @Override
    protected Connection delegate() throws SQLException {
        if (isEnded()) {
            throw new SQLException("The connection was given back.", NO_CONNECTION);
        }
        return pooled;
    }

    @Override
    public void close() throws SQLException {
        if (end()) {
            try {
                pooled.close();
            } finally {
                returned();
            }
        }
    }

    /** The pool gets back what is aborted too, but not before it is: somebody else would be cut off. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (end()) {
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
        if (state.compareAndSet(State.ENDED, State.BACK)) {
            try {
                pooled.close();
            } catch (SQLException e) {
                LOG.debugf(e, "Aborted, %s did not close", this);
            } finally {
                returned();
            }
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        return isEnded() || pooled.isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        return !isEnded() && pooled.isValid(timeout);
    }
}
