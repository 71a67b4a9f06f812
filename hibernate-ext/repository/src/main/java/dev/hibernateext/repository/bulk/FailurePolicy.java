/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

/**
 * What becomes of a bulk write when the database, a hook or validation refuses a row. Other failures, as of connections or
 * locks, are thrown under every policy.
 */
public enum FailurePolicy {
    /**
     * The error is thrown as it comes, and the transaction is to be rolled back. The only one that sets no savepoints: it costs
     * the least, and works within JTA.
     */
    THROW,
    /** The write ends at the first bad row, which is reported. All rows before it are written, and none after it. */
    STOP,
    /** A chunk with a bad row is left out as a whole, and each of its rows is reported with the one error that was met. */
    SKIP_CHUNK,
    /**
     * Bad rows are found by halving their chunk and reported, and all others are written. With k bad rows among n it takes at most {@code k * (ceil(log2 chunk) + 1) + ceil(n /
     * chunk)} batches; savepoints are not counted.
     */
    BISECT
}
