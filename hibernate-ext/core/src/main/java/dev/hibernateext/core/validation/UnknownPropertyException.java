/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A value is to be validated for an attribute the entity does not have. */
public final class UnknownPropertyException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final String property;

    private UnknownPropertyException(String message, String entityName, String property) {
        super("validation.unknown-property", message, null);
        this.entityName = entityName;
        this.property = property;
    }

    /**
     * For an attribute that does not exist.
     *
     * @param entityName the entity
     * @param property what was asked for
     * @return the error to throw
     */
    public static UnknownPropertyException of(String entityName, String property) {
        return new UnknownPropertyException(
                "Cannot validate a value for %s: it has no attribute '%s'. Use the name of a mapped attribute."
                        .formatted(entityName, property),
                entityName,
                property);
    }

    /**
     * The entity.
     *
     * @return its name in the mappings
     */
    public String entityName() {
        return entityName;
    }

    /**
     * What was asked for.
     *
     * @return the name as it was given
     */
    public String property() {
        return property;
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "property", property);
    }
}
