/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.internal.BorrowedConnection;
import java.sql.Connection;

/** A connection whose end is the end of a lease. */
final class LeasedConnection extends BorrowedConnection {

    private final Lease lease;
    private final PoolDesk desk;

    LeasedConnection(Connection pooled, Lease lease, PoolDesk desk) {
        super(pooled);
        this.lease = lease;
        this.desk = desk;
    }

    @Override
    protected void returned() {
        desk.giveBack(lease);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "the connection of '%s'".formatted(lease.slot().database());
    }
}
