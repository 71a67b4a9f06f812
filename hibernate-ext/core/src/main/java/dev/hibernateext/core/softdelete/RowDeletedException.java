/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A row was to be written that is deleted. Nothing is written. */
public final class RowDeletedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final transient Object id;

    private RowDeletedException(String entity, Object id, String message) {
        super("softdelete.row-deleted", message, null);
        this.entity = entity;
        this.id = id;
    }

    /**
     * An upsert met a deleted row.
     *
     * @param entity the name of the entity
     * @param id its identifier
     * @return the error to throw
     */
    public static RowDeletedException onUpsert(String entity, Object id) {
        return new RowDeletedException(
                entity,
                id,
                "Cannot upsert %s: its row is deleted, and an upsert would change it unseen. Restore the row first, or use another id."
                        .formatted(entity));
    }

    /**
     * The entity whose row is deleted.
     *
     * @return the entity name
     */
    public String entity() {
        return entity;
    }

    /**
     * The identifier of the row. It is no part of the message.
     *
     * @return the identifier
     */
    public Object id() {
        return id;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entity);
    }
}
