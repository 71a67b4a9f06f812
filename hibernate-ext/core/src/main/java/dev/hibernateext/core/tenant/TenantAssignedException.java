/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** The tenant of a row was set by hand to another one than the session's. Nothing is written. */
public final class TenantAssignedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String attribute;

    private TenantAssignedException(String attribute, String message) {
        super("tenant.assigned", message, null);
        this.attribute = attribute;
    }

    /**
     * An instance is written by a session of another tenant than the one it names.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static TenantAssignedException other(String attribute) {
        return new TenantAssignedException(
                attribute,
                "Cannot write %s: the instance names another tenant than the session's. Leave the attribute to the library, or write the row in a session of its tenant."
                        .formatted(attribute));
    }

    /**
     * A stateless session is to update or delete a row whose instance does not say which tenant it belongs to, or a session
     * that sees all tenants is to insert one.
     *
     * @param attribute the entity name and the path of the attribute, joined by a dot
     * @return the error to throw
     */
    public static TenantAssignedException unknown(String attribute) {
        return new TenantAssignedException(
                attribute,
                "Cannot write %s: the instance names no tenant. Write an instance that was read, or set its tenant."
                        .formatted(attribute));
    }

    /**
     * An HQL or criteria statement assigns the tenant, or an embeddable that holds it.
     *
     * @param attribute the entity name and the path of the assigned attribute, joined by a dot
     * @return the error to throw
     */
    public static TenantAssignedException inStatement(String attribute) {
        return new TenantAssignedException(
                attribute,
                "Cannot execute a statement that assigns %s: the attribute is the tenant or holds it. Leave it out; inserted rows get the tenant of the session."
                        .formatted(attribute));
    }

    /**
     * The attribute that was assigned.
     *
     * @return the entity name and the path of the attribute, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("attribute", attribute);
    }
}
