/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.tenant;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A mapping or setting under which the rows of tenants cannot be kept apart. It fails the start of the session factory. */
public final class TenantMappingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String element;

    private TenantMappingException(String element, String message) {
        super("tenant.mapping", message, null);
        this.element = element;
    }

    /**
     * A part of the mapping that the tenant of a row cannot be kept with.
     *
     * @param element the entity, attribute or collection role
     * @param state what it is, as the end of the sentence "Cannot keep the tenants of X apart: …"
     * @param remedy what to do, without a full stop
     * @return the error to throw
     */
    public static TenantMappingException refused(String element, String state, String remedy) {
        return new TenantMappingException(
                element, "Cannot keep the tenants of %s apart: %s. %s.".formatted(element, state, remedy));
    }

    /**
     * A setting under which a tenant would get what belongs to another.
     *
     * @param setting the key
     * @param state what it does, as the end of the sentence "Cannot start with X: …"
     * @param remedy what to do, without a full stop
     * @return the error to throw
     */
    public static TenantMappingException setting(String setting, String state, String remedy) {
        return new TenantMappingException(setting, "Cannot start with %s: %s. %s.".formatted(setting, state, remedy));
    }

    /**
     * What was refused.
     *
     * @return an entity, an attribute, a collection role or a setting
     */
    public String element() {
        return element;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("element", element);
    }
}
