/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/** An entity belongs to tenants, and its history does not say whose it is. Nothing was read from the database. */
public final class HistoryTenantException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private HistoryTenantException(String message) {
        super("history.tenant-unknown", message, null);
    }

    /**
     * Neither the rows of the history nor its revisions have a tenant.
     *
     * @param entity the name of the entity
     * @return the error to throw
     */
    public static HistoryTenantException of(String entity) {
        return new HistoryTenantException(
                "Cannot read the history of %s: its rows belong to tenants, and neither its history nor the entity of revisions has the tenant. Record the attribute with @TenantId, or list TenantRevision among the entities."
                        .formatted(entity));
    }
}
