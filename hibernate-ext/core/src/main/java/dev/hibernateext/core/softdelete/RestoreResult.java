/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a restore brought back.
 *
 * @param rowsByEntity how many rows came back, by the name of the entity at the root of their hierarchy; entities without any
 *     are left out
 */
public record RestoreResult(Map<String, Long> rowsByEntity) {

    /** Keeps the order, and is not changed any more. */
    public RestoreResult {
        rowsByEntity = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByEntity));
    }

    /**
     * How many rows came back.
     *
     * @return the sum over all entities
     */
    public long total() {
        return rowsByEntity.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How many rows of one hierarchy came back.
     *
     * @param root the entity class at the root of the hierarchy
     * @return the number, 0 if none did
     */
    public long rowsOf(Class<?> root) {
        return rowsByEntity.getOrDefault(root.getName(), 0L);
    }
}
