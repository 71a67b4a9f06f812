/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

/** What keeps a write from being taken for one of fewer columns than it changes. All are on; a test leaves one out to see what it is for. */
public enum ColumnGuard {

    /** Statements that write rows past their versions are known. */
    VERSIONS_NOT_PASSED,

    /** Other nodes may map a table with a version that this one leaves as it is. */
    VERSIONS_OF_OTHER_MAPPINGS,

    /** A session that wrote before may remember what was taken back. */
    SESSIONS_OF_ONE_TRANSACTION,

    /** Without a number as a version, or with an identifier that comes again, a row may be another than the one that was read. */
    ROWS_KEPT_BY_VERSION,

    /** Columns that no attribute writes change with any other, also if a node writes that does not map them. */
    COLUMNS_THE_DATABASE_FILLS
}
