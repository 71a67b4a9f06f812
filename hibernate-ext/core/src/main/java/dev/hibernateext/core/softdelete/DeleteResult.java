/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a delete took.
 *
 * @param deletionId what all rows were deleted with; restores them together
 * @param rowsByEntity how many rows were deleted, by the name of the entity at the root of their hierarchy; entities without
 *     any are left out
 */
public record DeleteResult(UUID deletionId, Map<String, Long> rowsByEntity) {

    /** Keeps the order, and is not changed any more. */
    public DeleteResult {
        rowsByEntity = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByEntity));
    }

    /**
     * How many rows were deleted.
     *
     * @return the sum over all entities
     */
    public long total() {
        return rowsByEntity.values().stream().mapToLong(Long::longValue).sum();
    }
}
