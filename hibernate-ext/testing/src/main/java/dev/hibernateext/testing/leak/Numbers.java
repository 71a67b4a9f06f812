/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

/** The numbers the values of rows are made from; two tenants that count from the same one get rows with the same values. */
final class Numbers {

    private int next;

    Numbers(int first) {
        next = first;
    }

    int next() {
        return next++;
    }
}
