/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** The trash was asked for of something that has none. */
public final class NotSoftDeletableException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String type;

    private NotSoftDeletableException(String type, String message) {
        super("softdelete.not-soft-deletable", message, null);
        this.type = type;
    }

    static NotSoftDeletableException of(String type) {
        return new NotSoftDeletableException(
                type,
                "Cannot open the trash of %s: it is no soft-deletable entity of this session factory. Extend SoftDeletableEntity or annotate it with @SoftDeletable, and leave soft delete switched on."
                        .formatted(type));
    }

    static NotSoftDeletableException withoutDeletionId(String entity) {
        return new NotSoftDeletableException(
                entity,
                "Cannot find deletions of %s: its rows have no deletion id. Add an attribute with @DeletionId, or restore and purge by identifier."
                        .formatted(entity));
    }

    /**
     * What has no trash.
     *
     * @return the name of the type
     */
    public String type() {
        return type;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("type", type);
    }
}
