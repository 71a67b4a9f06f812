/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** An expected version can never equal a version of the entity, such as a number where versions are times. Status 400. */
public final class VersionTypeException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;

    private VersionTypeException(String entityName, String message) {
        super("lock.version-type", message, null);
        this.entityName = entityName;
    }

    static VersionTypeException of(String entityName, Class<?> given, Class<?> mapped) {
        return new VersionTypeException(
                entityName,
                "Cannot compare the expected version with %s: it is a %s, the version of the entity is a %s. Expect the version as it was read."
                        .formatted(entityName, given.getSimpleName(), mapped.getSimpleName()));
    }

    /**
     * The entity whose version has another type.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName);
    }
}
