/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How old rows are purged. Immutable.
 *
 * @param batchSize how many deleted rows of the entity are purged at a time, each with the rows below it; at least 1
 * @param dryRun whether rows are counted only
 * @param progress is told after each batch, on the thread of the session and within the batch's transaction if the purge
 *     was called in one, else after its commit
 * @param cancelled is asked before each batch; true ends the purge
 */
public record PurgeOptions(
        int batchSize, boolean dryRun, Consumer<? super PurgeResult> progress, BooleanSupplier cancelled) {

    /** Checks the size. */
    public PurgeOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size is " + batchSize + " and must be at least 1");
        }
    }

    /**
     * Batches of 1 000 rows, nobody told, never cancelled.
     *
     * @return the options
     */
    public static PurgeOptions defaults() {
        return new PurgeOptions(1_000, false, result -> {}, () -> false);
    }

    /**
     * These options with another batch size.
     *
     * @param size rows of the entity at a time, at least 1
     * @return the options
     */
    public PurgeOptions inBatchesOf(int size) {
        return new PurgeOptions(size, dryRun, progress, cancelled);
    }

    /**
     * These options without removing anything.
     *
     * @return the options
     */
    public PurgeOptions asDryRun() {
        return new PurgeOptions(batchSize, true, progress, cancelled);
    }

    /**
     * These options with somebody who is told how far the purge is.
     *
     * @param listener gets what was removed so far, all batches together
     * @return the options
     */
    public PurgeOptions reportingTo(Consumer<? super PurgeResult> listener) {
        return new PurgeOptions(batchSize, dryRun, listener, cancelled);
    }

    /**
     * These options with a way to stop early.
     *
     * @param condition asked before each batch; what was purged until then stays purged
     * @return the options
     */
    public PurgeOptions until(BooleanSupplier condition) {
        return new PurgeOptions(batchSize, dryRun, progress, condition);
    }
}
