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
    COLUMNS
}
