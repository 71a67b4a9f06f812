/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.internal.ForwardingConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/** A connection that lets the next one through the gate when it is closed or aborted, once. */
final class AdmittedConnection extends ForwardingConnection {

    /** SQLSTATE of the standard: connection does not exist. */
    private static final String NO_CONNECTION = "08003";

    private final Connection pooled;
    private final Gate gate;
    private final Line line;
    private volatile boolean aborted;
    private volatile boolean closed;

    /** Guarded by the lock of the gate. */
    private boolean left;

    AdmittedConnection(Connection pooled, Gate gate, Line line) {
        this.pooled = pooled;
        this.gate = gate;
        this.line = line;
    }

    Line line() {
        return line;
    }

    boolean leave() {
        var first = !left;
        left = true;
        return first;
    }

    @Override
    protected Connection delegate() throws SQLException {
        if (isEnded()) {
            throw new SQLException("The connection was given back.", NO_CONNECTION);
        }
        return pooled;
    }

    private boolean isEnded() {
        return closed || aborted;
    }

    /** The next one comes when the pool has it back. */
    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            pooled.close();
        } finally {
            gate.giveBack(this);
        }
    }

    /** The pool has it back when it is closed too, but nobody waits for those who forget. */
    @Override
    public void abort(Executor executor) throws SQLException {
        aborted = true;
        try {
            pooled.abort(executor);
        } finally {
            gate.giveBack(this);
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
