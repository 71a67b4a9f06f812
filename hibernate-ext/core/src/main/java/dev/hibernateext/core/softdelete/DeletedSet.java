/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows in the trash that one operation deleted.
 *
 * @param deletionId what they have in common
 * @param deletedAt when they were deleted, as far as their attribute tells; null if it holds no point in time
 * @param deletedBy who deleted them, or null if their entity or the operation does not tell
 * @param rowsByEntity how many of them are in the trash, by the name of the entity at the root of their hierarchy
 */
public record DeletedSet(
        UUID deletionId,
        @Nullable Instant deletedAt,
        @Nullable String deletedBy,
        Map<String, Long> rowsByEntity) {

    /** Keeps the order, and is not changed any more. */
    public DeletedSet {
        rowsByEntity = Collections.unmodifiableMap(new LinkedHashMap<>(rowsByEntity));
    }

    /** Without the actor, who is nobody's business in a log. */
    @Override
    public String toString() {
        return "DeletedSet[%s, %s, %s]".formatted(deletionId, deletedAt, rowsByEntity);
    }
}
