/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.lock.internal.PrintableId;
import java.util.Map;

/**
 * There is no row to work on, or none this session may see. Status 404.
 *
 * <p>A row that vanishes between being read and being written is a {@link VersionConflictException} instead.
 */
public final class EntityMissingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;
    private final transient Object id;

    private EntityMissingException(String entityName, Object id, String message) {
        super("lock.entity-missing", message, null);
        this.entityName = entityName;
        this.id = id;
    }

    /**
     * A row was looked for and is not there.
     *
     * @param entityName the entity
     * @param id the identifier looked for
     * @return the error to throw
     */
    public static EntityMissingException of(String entityName, Object id) {
        return new EntityMissingException(
                entityName,
                id,
                "Cannot find %s with id %s: there is no such row for this session. It was deleted, or never existed."
                        .formatted(entityName, PrintableId.of(id)));
    }

    /**
     * The entity that was looked for.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    /**
     * The id that was looked for; it may be personal.
     *
     * @return the id as the caller gave it
     */
    public Object id() {
        return id;
    }

    @Override
    public int status() {
        return 404;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName, "id", PrintableId.of(id));
    }
}
