/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

/** How much was known of a write that ended a cached result: the less, the more results it ends. */
public enum EndLevel {

    /** It wrote the table, for any tenant, or is going on. */
    TABLE,

    /** It wrote rows of the result's tenant in the table, or is going on. */
    TENANT,

    /** It wrote a column the query reads. */
    COLUMN,

    /** It wrote a row with a value the query wants. */
    ROW
}
