/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;
import java.util.UUID;

/** No row in the trash was deleted by the operation asked for. Nothing is written. */
public final class UnknownDeletionException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final UUID deletionId;

    private UnknownDeletionException(String entity, UUID deletionId, String message) {
        super("softdelete.unknown-deletion", message, null);
        this.entity = entity;
        this.deletionId = deletionId;
    }

    static UnknownDeletionException of(String entity, UUID deletionId) {
        return new UnknownDeletionException(
                entity,
                deletionId,
                "Cannot find deletion %s in the trash of %s: no row has that deletion id, or all were restored or purged. List the operations of the trash anew."
                        .formatted(deletionId, entity));
    }

    /**
     * The entity whose trash was asked.
     *
     * @return the entity name
     */
    public String entity() {
        return entity;
    }

    /**
     * The operation that was looked for.
     *
     * @return the deletion id
     */
    public UUID deletionId() {
        return deletionId;
    }

    @Override
    public int status() {
        return 404;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entity, "deletionId", deletionId.toString());
    }
}
