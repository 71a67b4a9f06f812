/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

/**
 * What one operation asks of the database, exact and the same on every machine.
 *
 * @param statements executions sent, a batch counted once
 * @param roundTrips times the driver waited for the wire; 0 on H2 in memory
 * @param buffers shared buffers of the table and its index touched, read or hit; 0 where the database does not tell
 * @param walBytes bytes written to the write-ahead log; 0 where the database does not tell
 */
public record Counts(double statements, double roundTrips, double buffers, double walBytes) {

    Counts dividedBy(int operations) {
        return new Counts(
                statements / operations, roundTrips / operations, buffers / operations, walBytes / operations);
    }
}
