/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One tenant has not answered a query over tenants. */
public final class TenantQueryException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final transient TenantKey tenant;
    private final @Nullable String sqlState;

    private TenantQueryException(TenantKey tenant, @Nullable String sqlState, Throwable cause) {
        super(
                "tenancy.query-failed",
                "Tenant '%s' did not answer a query over tenants, SQLSTATE %s. Look at the cause; compare its tables with those of other tenants, and see whether its database can be reached."
                        .formatted(tenant.value(), sqlState),
                cause);
        this.tenant = tenant;
        this.sqlState = sqlState;
    }

    /** What is typed already stays as it is. */
    static HibernateExtException of(TenantKey tenant, Throwable error) {
        var typed = findIn(error, HibernateExtException.class);
        return typed != null ? typed : new TenantQueryException(tenant, sqlState(error), error);
    }

    /** SQLSTATE of the first error of JDBC behind another, or null. */
    static @Nullable String sqlState(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database && database.getSQLState() != null) {
                return database.getSQLState();
            }
        }
        return null;
    }

    /**
     * Who.
     *
     * @return the identifier
     */
    public TenantKey tenant() {
        return tenant;
    }

    /**
     * What the database said.
     *
     * @return SQLSTATE, or null if it said nothing
     */
    public @Nullable String sqlState() {
        return sqlState;
    }

    @Override
    public int status() {
        return 502;
    }
}
