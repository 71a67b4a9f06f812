/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

/**
 * How far rows are counted. Counting a million rows costs more than a hundred pages; no count is made where the page itself
 * tells the total.
 *
 * @param kind how the total is found
 * @param most how many rows are counted at most; 0 unless capped
 */
public record TotalPolicy(Kind kind, int most) {

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if rows are to be counted up to a limit below 1
     */
    public TotalPolicy {
        if (kind == Kind.CAPPED ? most < 1 : most != 0) {
            throw new IllegalArgumentException("Rows cannot be counted up to " + most);
        }
    }

    /**
     * Counts all rows.
     *
     * @return the policy
     */
    public static TotalPolicy exact() {
        return new TotalPolicy(Kind.EXACT, 0);
    }

    /**
     * Counts rows up to a limit, so that the cost has one too.
     *
     * @param most from 1 on
     * @return the policy
     */
    public static TotalPolicy capped(int most) {
        return new TotalPolicy(Kind.CAPPED, most);
    }

    /**
     * Asks the database how many rows it expects, which takes the same time for any number; see {@link
     * dev.hibernateext.core.estimate.RowEstimate} for how far off that may be. Where a database tells no estimate, as H2, rows
     * are counted: the same program can be tested there.
     *
     * @return the policy
     */
    public static TotalPolicy estimated() {
        return new TotalPolicy(Kind.ESTIMATED, 0);
    }

    /**
     * Counts nothing.
     *
     * @return the policy
     */
    public static TotalPolicy none() {
        return new TotalPolicy(Kind.NONE, 0);
    }

    /** How a total is found. */
    public enum Kind {
        /** All rows are counted. */
        EXACT,
        /** Rows are counted up to a limit. */
        CAPPED,
        /** The database is asked for what its statistics say. */
        ESTIMATED,
        /** It is not. */
        NONE
    }
}
