/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.Map;

/**
 * What left a history.
 *
 * @param types by the name of the entity
 * @param revisions how many revisions without entries were deleted
 */
public record RetentionReport(Map<String, Counts> types, long revisions) {

    /** Copies the counts. */
    public RetentionReport {
        types = Map.copyOf(types);
    }

    /**
     * Of one type.
     *
     * @param entries rows of entities that were deleted
     * @param elements rows of elements of collections that were deleted
     * @param held rows that are due and stay because of a hold
     */
    public record Counts(long entries, long elements, long held) {}
}
