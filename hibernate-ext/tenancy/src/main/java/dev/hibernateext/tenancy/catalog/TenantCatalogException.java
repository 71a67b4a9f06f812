/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import java.sql.SQLException;

/** The table of tenants could not be read or written. Nothing was changed. */
public final class TenantCatalogException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TenantCatalogException(String message, SQLException cause) {
        super("tenancy.catalog-failed", message, cause);
    }

    static TenantCatalogException of(SQLException cause) {
        return new TenantCatalogException(
                "The table %s could not be used, SQLSTATE %s. Look at the cause; JdbcTenantCatalog.createTable makes the table."
                        .formatted(JdbcTenantCatalog.TABLE, cause.getSQLState()),
                cause);
    }
}
