/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

/** Which writes end cached results of queries. */
public enum ResultPrecision {

    /** Those of a table the query reads. */
    TABLES,

    /** Those of a column the query reads, and those of which nobody knows what columns they change. */
    COLUMNS,

    /**
     * Of those, the writes of rows that the query may read: where it wants columns to equal parameters, and the rows that were written had other values before and
     * after.
     */
    ROWS
}
