/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.TenantKey;

/** The name a template makes for a tenant is one of the database's own. Nothing was created. */
public final class ReservedNameException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ReservedNameException(String message) {
        super("tenancy.reserved-name", message, null);
    }

    static ReservedNameException of(TenantKey tenant, String name) {
        return new ReservedNameException(
                "Tenant '%s' would live in '%s', a name databases keep for themselves. Put something before {id} in the template, such as tenant_{id}."
                        .formatted(tenant.value(), name));
    }
}
