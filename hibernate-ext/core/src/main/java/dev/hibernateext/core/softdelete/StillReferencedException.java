/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A row was to be purged that another row still refers to. Nothing is written. */
public final class StillReferencedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final transient Object id;
    private final String attribute;
    private final transient Object referrerId;

    private StillReferencedException(Row row, String attribute, Object referrerId, String message) {
        super("softdelete.still-referenced", message, null);
        this.entity = row.entity();
        this.id = row.id();
        this.attribute = attribute;
        this.referrerId = referrerId;
    }

    static StillReferencedException of(Row row, String attribute, Object referrerId) {
        return new StillReferencedException(
                row,
                attribute,
                referrerId,
                "Cannot purge %s with id %s: %s of the row with id %s still refers to it. Empty that reference, or delete and purge that row first."
                        .formatted(row.entity(), ShownId.of(row.id()), attribute, ShownId.of(referrerId)));
    }

    /**
     * The entity of the row that was not purged.
     *
     * @return the entity name
     */
    public String entity() {
        return entity;
    }

    /**
     * The row that was not purged.
     *
     * @return its identifier
     */
    public Object id() {
        return id;
    }

    /**
     * The reference that keeps the row.
     *
     * @return the entity name and the path of the attribute, joined by a dot
     */
    public String attribute() {
        return attribute;
    }

    /**
     * One of the rows that refer to it.
     *
     * @return its identifier
     */
    public Object referrerId() {
        return referrerId;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of(
                "entity", entity, "id", ShownId.of(id), "attribute", attribute, "referrerId", ShownId.of(referrerId));
    }
}
