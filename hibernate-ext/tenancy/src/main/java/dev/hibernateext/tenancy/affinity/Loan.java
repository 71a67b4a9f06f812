/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

/** One use of a connection, from its checkout until it ends. */
final class Loan {

    private final AffineConnections owner;
    private final Slot slot;
    private final KeptConnection connection;
    private boolean spoiled;

    Loan(AffineConnections owner, Slot slot, KeptConnection connection) {
        this.owner = owner;
        this.slot = slot;
        this.connection = connection;
    }

    KeptConnection connection() {
        return connection;
    }

    /** Something was set that cannot be set back. */
    void spoil() {
        spoiled = true;
    }

    void end() {
        owner.end(slot, connection, spoiled);
    }

    void discard() {
        owner.end(slot, connection, true);
    }
}
