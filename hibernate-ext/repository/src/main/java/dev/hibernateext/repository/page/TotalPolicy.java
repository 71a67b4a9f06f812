/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

/**
 * How far rows are counted. Counting a million rows costs more than a hundred pages; no count is made where the page itself
 * tells the total.
 *
 * @param most how many rows are counted at most; 0 for none, {@link Integer#MAX_VALUE} for all
 */
public record TotalPolicy(int most) {

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public TotalPolicy {
        if (most < 0) {
            throw new IllegalArgumentException("Rows cannot be counted up to " + most);
        }
    }

    /**
     * Counts all rows.
     *
     * @return the policy
     */
    public static TotalPolicy exact() {
        return new TotalPolicy(Integer.MAX_VALUE);
    }

    /**
     * Counts rows up to a limit, so that the cost has one too.
     *
     * @param most from 1 on
     * @return the policy
     */
    public static TotalPolicy capped(int most) {
        return new TotalPolicy(most);
    }

    /**
     * Counts nothing.
     *
     * @return the policy
     */
    public static TotalPolicy none() {
        return new TotalPolicy(0);
    }

    boolean isExact() {
        return most == Integer.MAX_VALUE;
    }

    boolean isNone() {
        return most == 0;
    }
}
