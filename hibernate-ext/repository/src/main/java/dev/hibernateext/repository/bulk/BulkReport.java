/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.List;

/**
 * What a bulk write did.
 *
 * @param inserted how many rows are new
 * @param updated how many rows were changed
 * @param deleted how many rows were deleted
 * @param skipped how many rows an upsert left as they were
 * @param badRows the rows that were refused, in their order
 * @param isCancelled whether it ended early because the caller wanted so
 * @param <E> the entity
 */
public record BulkReport<E>(
        int inserted, int updated, int deleted, int skipped, List<BadRow<E>> badRows, boolean isCancelled) {

    /** Copies the bad rows. */
    public BulkReport {
        badRows = List.copyOf(badRows);
    }

    /**
     * Whether all rows were accepted.
     *
     * @return true if no row was refused and the write did not end early
     */
    public boolean isComplete() {
        return badRows.isEmpty() && !isCancelled;
    }

    /** Says how many rows, without their values. */
    @Override
    public String toString() {
        return "%d inserted, %d updated, %d deleted, %d skipped, %d bad"
                .formatted(inserted, updated, deleted, skipped, badRows.size());
    }
}
