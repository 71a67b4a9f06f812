/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

/** How much of the rows of one rule a session may write. */
public enum RowWrite {
    /** Rows the session can see, without protected columns. */
    GUARDED,

    /** All rows, without protected columns. */
    ALL_ROWS,

    /** All rows and columns. */
    ALL_COLUMNS
}
