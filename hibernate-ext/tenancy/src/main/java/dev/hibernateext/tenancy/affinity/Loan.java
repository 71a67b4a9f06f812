/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One use of a connection, from its checkout until it ends. */
final class Loan {

    private final AffineConnections owner;
    private final Slot slot;
    private final KeptConnection connection;
    private final @Nullable TenantKey tenant;
    private boolean spoiled;

    Loan(AffineConnections owner, Slot slot, KeptConnection connection, @Nullable TenantKey tenant) {
        this.owner = owner;
        this.slot = slot;
        this.connection = connection;
        this.tenant = tenant;
    }

    KeptConnection connection() {
        return connection;
    }

    /** A statement the tenant left on the connection, or a new one. */
    PreparedStatement prepare(Connection borrowed, StatementKey key, KeptStatements.Preparer preparer)
            throws SQLException {
        var statements = connection.statements();
        return statements == null
                ? preparer.prepare()
                : statements.use(new KeptStatements.Borrower(tenant, borrowed), key, preparer);
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
