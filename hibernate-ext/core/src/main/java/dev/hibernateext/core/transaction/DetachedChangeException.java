/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * An entity was changed after a nested part had failed, but the failure had detached it, so that the change would have been lost
 * without a word. The transaction was rolled back.
 */
public final class DetachedChangeException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;

    private DetachedChangeException(String entityName, String message) {
        super("transaction.detached-change", message, null);
        this.entityName = entityName;
    }

    static DetachedChangeException of(String entityName) {
        return new DetachedChangeException(
                entityName,
                "Cannot commit: a %s that was loaded before a nested part failed was changed afterwards. The failure detached it. Load it again after the failure, or merge it."
                        .formatted(entityName));
    }

    /**
     * Of which entity an instance was changed.
     *
     * @return the entity name
     */
    public String entityName() {
        return entityName;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName);
    }
}
