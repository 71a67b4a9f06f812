/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.internal.BorrowedConnection;
import java.sql.Connection;

/** A connection that lets the next one through the gate when it has ended. */
final class AdmittedConnection extends BorrowedConnection {

    private final Gate gate;
    private final Line line;

    AdmittedConnection(Connection pooled, Gate gate, Line line) {
        super(pooled);
        this.gate = gate;
        this.line = line;
    }

    @Override
    protected void returned() {
        gate.giveBack(line);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "an admitted connection";
    }
}
