/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

/** What writes one row. */
public enum RowStatement {
    /** An update of the attributes or the version. */
    UPDATE,

    /** An update that stands for a delete. */
    MARK,

    /** A delete. */
    DELETE,

    /** An update that inserts the row where there is none. */
    UPSERT
}
