/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;
import java.util.Map;

/** A row was to be restored whose unique key belongs to another row now. Nothing is written. */
public final class KeyTakenException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final transient Object id;
    private final List<String> attributes;
    private final transient Object holderId;

    private KeyTakenException(Row row, List<String> attributes, Object holderId, String message) {
        super("softdelete.key-taken", message, null);
        this.entity = row.entity();
        this.id = row.id();
        this.attributes = List.copyOf(attributes);
        this.holderId = holderId;
    }

    static KeyTakenException of(Row row, List<String> attributes, Object holderId) {
        return new KeyTakenException(
                row,
                attributes,
                holderId,
                "Cannot restore %s with id %s: the row with id %s has the same %s now. Change or delete one of them first."
                        .formatted(
                                row.entity(),
                                ShownId.of(row.id()),
                                ShownId.of(holderId),
                                String.join(", ", attributes)));
    }

    /**
     * The entity of both rows.
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
     * What must be unique.
     *
     * @return the paths of the attributes
     */
    public List<String> attributes() {
        return attributes;
    }

    /**
     * The row that has the key; one that was to be restored with the other if neither is there.
     *
     * @return its identifier
     */
    public Object holderId() {
        return holderId;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "entity", entity, "id", ShownId.of(id), "attributes", attributes, "holderId", ShownId.of(holderId));
    }
}
