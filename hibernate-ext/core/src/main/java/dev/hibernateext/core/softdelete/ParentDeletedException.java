/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * A row was to be restored below a row that stays deleted. What is below a row is what its delete cascades to. Nothing is
 * written.
 */
public final class ParentDeletedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final transient Object id;
    private final String parentEntity;
    private final transient Object parentId;

    private ParentDeletedException(Row row, Row parent, String message) {
        super("softdelete.parent-deleted", message, null);
        this.entity = row.entity();
        this.id = row.id();
        this.parentEntity = parent.entity();
        this.parentId = parent.id();
    }

    static ParentDeletedException of(Row row, Row parent) {
        return new ParentDeletedException(
                row,
                parent,
                "Cannot restore %s with id %s: it is below %s with id %s, which is deleted. Restore that first, or the operation that deleted both."
                        .formatted(row.entity(), ShownId.of(row.id()), parent.entity(), ShownId.of(parent.id())));
    }

    /**
     * The entity of the row that was not restored.
     *
     * @return the entity name
     */
    public String entity() {
        return entity;
    }

    /**
     * The row that was not restored.
     *
     * @return its identifier
     */
    public Object id() {
        return id;
    }

    /**
     * The entity of the row that is deleted.
     *
     * @return the entity name
     */
    public String parentEntity() {
        return parentEntity;
    }

    /**
     * The row to restore first.
     *
     * @return its identifier
     */
    public Object parentId() {
        return parentId;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "entity", entity, "id", ShownId.of(id), "parentEntity", parentEntity, "parentId", ShownId.of(parentId));
    }
}
