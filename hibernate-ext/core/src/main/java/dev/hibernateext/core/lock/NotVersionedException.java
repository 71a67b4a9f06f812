/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/** A version was expected of an entity that has none, or whose version Hibernate does not check. Nothing was written. */
public final class NotVersionedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final String entityName;

    private NotVersionedException(String entityName, String message) {
        super("lock.not-versioned", message, null);
        this.entityName = entityName;
    }

    static NotVersionedException of(String entityName) {
        return new NotVersionedException(
                entityName,
                "Cannot compare versions of %s: it has no version that Hibernate checks. Extend VersionedEntity or add a @Version attribute."
                        .formatted(entityName));
    }

    /**
     * The entity without a version.
     *
     * @return the name Hibernate knows it by
     */
    public String entityName() {
        return entityName;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("entity", entityName);
    }
}
