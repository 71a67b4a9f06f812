/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import org.jspecify.annotations.Nullable;

/**
 * What is held.
 *
 * @param entity the name of the root entity, or null for an operation
 * @param entityId the id as text, or null for all of the type
 * @param operation the operation, or null
 */
public record HoldPlace(
        @Nullable String entity,
        @Nullable String entityId,
        @Nullable String operation) {

    /** Not the id, which may tell of a person. */
    @Override
    public String toString() {
        return operation != null
                ? "operation " + operation
                : entityId == null ? "all of " + entity : "one of " + entity;
    }
}
