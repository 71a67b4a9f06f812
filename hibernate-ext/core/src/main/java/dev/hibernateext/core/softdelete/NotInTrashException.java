/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A row was to be restored or purged that is not deleted, or not there, for this session. Nothing is written. */
public final class NotInTrashException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final transient Object id;

    private NotInTrashException(String entity, Object id, String message) {
        super("softdelete.not-in-trash", message, null);
        this.entity = entity;
        this.id = id;
    }

    static NotInTrashException of(String entity, Object id) {
        return new NotInTrashException(
                entity,
                id,
                "Cannot find the row of %s with id %s in the trash: it is not deleted, was restored or purged meanwhile, or never existed. List the trash anew."
                        .formatted(entity, ShownId.of(id)));
    }

    static NotInTrashException meanwhile(String entity, Object id) {
        return new NotInTrashException(
                entity,
                id,
                "Cannot restore or purge rows of %s: one was restored or purged by somebody else meanwhile. Roll back and list the trash anew."
                        .formatted(entity));
    }

    /**
     * The entity that was looked for.
     *
     * @return the entity name
     */
    public String entity() {
        return entity;
    }

    /**
     * The identifier that was looked for; the message shows it only if it is a number or a UUID.
     *
     * @return the identifier
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
        return Map.of("entity", entity, "id", ShownId.of(id));
    }
}
