/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.core.HibernateExtException;
import org.jspecify.annotations.Nullable;

/** A query over tenants was refused before any tenant was asked, or its rows do not fit the type it was made for. */
public final class AdminQueryException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private AdminQueryException(String message, @Nullable Throwable cause) {
        super("tenancy.admin-query-refused", message, cause);
    }

    static AdminQueryException noSelection(RuntimeException cause) {
        return new AdminQueryException(
                "A query over tenants is no selection, or cannot be read. Pass a 'select' of HQL that the entities know; look at the cause. Use TenantAdmin to change rows.",
                cause);
    }

    static AdminQueryException parameter(String name) {
        return new AdminQueryException(
                "A query over tenants and its parameters differ in '%s'. Give each named parameter one value with withParameter; parameters without a name are not supported."
                        .formatted(name),
                null);
    }

    static AdminQueryException rows(Class<?> type, int columns, @Nullable Throwable cause) {
        return new AdminQueryException(
                "A query over tenants selects %d values, which do not make a %s. Pass the type of the one value, a record with as many components of their types, or Object[]."
                        .formatted(columns, type.getName()),
                cause);
    }

    @Override
    public int status() {
        return 400;
    }
}
