/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import dev.hibernateext.core.context.TenantKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** What proves to row-level security which tenant a transaction is for. Safe for use by many threads. */
public interface TenantTokens {

    /**
     * The setting the token is put in.
     *
     * @return a name with a dot, of letters, digits and underscores
     */
    String setting();

    /**
     * Begins to give out tokens for a tenant on a connection.
     *
     * @param tenant whom they are for
     * @param connection where they are good
     * @return gives a token that is good for the transaction about to begin
     * @throws SQLException if the connection does not say who it is
     */
    Supplier<String> of(TenantKey tenant, Connection connection) throws SQLException;

    /**
     * Whether a token is good on all connections of a pooler, not only on the one it was made for.
     *
     * @return false unless overridden
     */
    default boolean holdOnAnyBackend() {
        return false;
    }
}
