/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How many rows are written.
 *
 * @param chunkSize how many rows go to the database at once, from 1 to 100 000
 * @param onFailure what becomes of the rest if a row is refused
 * @param progress called after each chunk, in the thread that writes
 * @param cancelled asked before each chunk; true ends the write
 */
public record BulkOptions(
        int chunkSize, FailurePolicy onFailure, Consumer<? super BulkProgress> progress, BooleanSupplier cancelled) {

    /** Chunks of 1 000 rows; failures are thrown; nobody watches. */
    public static final BulkOptions DEFAULT = new BulkOptions(1_000, FailurePolicy.THROW, progress -> {}, () -> false);

    /** The default in chunks of 10 000 rows, each of which is a command of its own in a load. */
    public static final BulkOptions LOAD = DEFAULT.inChunksOf(10_000);

    private static final int LARGEST_CHUNK = 100_000;

    /** Checks the chunk size. */
    public BulkOptions {
        if (chunkSize < 1 || chunkSize > LARGEST_CHUNK) {
            throw new IllegalArgumentException(
                    "A chunk has from 1 to %d rows, not %d.".formatted(LARGEST_CHUNK, chunkSize));
        }
    }

    /**
     * Chunks of 1 000 rows.
     *
     * @param policy what becomes of the rest if a row is refused
     * @return options to be refined
     */
    public static BulkOptions onFailure(FailurePolicy policy) {
        return new BulkOptions(DEFAULT.chunkSize, policy, DEFAULT.progress, DEFAULT.cancelled);
    }

    /**
     * The same with other chunks.
     *
     * @param rows how many rows go to the database at once, from 1 to 100 000
     * @return other options
     */
    public BulkOptions inChunksOf(int rows) {
        return new BulkOptions(rows, onFailure, progress, cancelled);
    }

    /**
     * The same, watched.
     *
     * @param watcher called after each chunk, in the thread that writes
     * @return other options
     */
    public BulkOptions onProgress(Consumer<? super BulkProgress> watcher) {
        return new BulkOptions(chunkSize, onFailure, watcher, cancelled);
    }

    /**
     * The same, with a way to end it early. What was written stays written.
     *
     * @param condition asked before each chunk, in the thread that writes; true ends the write
     * @return other options
     */
    public BulkOptions until(BooleanSupplier condition) {
        return new BulkOptions(chunkSize, onFailure, progress, condition);
    }
}
