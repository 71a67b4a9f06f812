/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant;

import dev.hibernateext.core.HibernateExtException;

/** A session has no tenant, or none it could read the rows of. No statement is executed. */
public final class TenantMissingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private TenantMissingException(String message) {
        super("tenant.missing", message, null);
    }

    /**
     * A session was to be opened without a tenant, in a factory with entities that belong to tenants.
     *
     * @return the error to throw
     */
    public static TenantMissingException forSession() {
        return new TenantMissingException(
                "Cannot open a session: it has no tenant, and the factory has entities whose rows belong to tenants. Set hibernate.tenant_identifier_resolver, or open it with withOptions().tenantIdentifier(…).");
    }

    /**
     * The tenant of a session is not of the type that the tenant attributes of the factory are of.
     *
     * @param expected the type of the attributes
     * @param found the type of the session's tenant
     * @return the error to throw
     */
    public static TenantMissingException ofType(Class<?> expected, Class<?> found) {
        return new TenantMissingException(
                "Cannot use the rows of a tenant: the session's tenant is a %s, and the attributes with @TenantId are of type %s. Give sessions tenants of that type."
                        .formatted(found.getName(), expected.getName()));
    }

    /**
     * A session that belongs to no tenant, such as one for shared tables, uses rows that belong to tenants.
     *
     * @return the error to throw
     */
    public static TenantMissingException reserved() {
        return new TenantMissingException(
                "Cannot use rows of tenants in a session that belongs to none, such as one for shared tables. Open a session of the tenant whose rows are meant.");
    }

    /**
     * A session of a tenant that {@link org.hibernate.context.spi.CurrentTenantIdentifierResolver#isRoot} calls root uses rows
     * that belong to tenants. All rows are for who holds a permission, not for who knows a name.
     *
     * @return the error to throw
     */
    public static TenantMissingException root() {
        return new TenantMissingException(
                "Cannot use rows of tenants in a session whose tenant the CurrentTenantIdentifierResolver calls root: seeing all rows is not granted by the name of a tenant. Open a session of the tenant whose rows are meant, or see all with TenantAdmin of hibernate-ext-tenancy.");
    }

    /**
     * A session that sees all tenants uses a statement that is made for one tenant.
     *
     * @return the error to throw
     */
    public static TenantMissingException forAllTenants() {
        return new TenantMissingException(
                "Cannot use this statement in a session that sees the rows of all tenants: it is written once, for sessions of one tenant. Open a session of the tenant whose rows are meant.");
    }
}
