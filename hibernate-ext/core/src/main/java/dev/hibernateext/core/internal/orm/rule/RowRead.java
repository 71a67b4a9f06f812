/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

/** From where a read comes to a row. */
public enum RowRead {
    /** By itself: a load by id, the root of a query. */
    ROOT,

    /** By the foreign key of a row that is read too, to become part of the same result. */
    FETCHED_REFERENCE,

    /** By a reference the statement only looks through, or that has its foreign key at the other side. */
    REFERENCE,

    /** As an element of a collection. */
    ELEMENT,

    /** By a join with an entity. */
    JOIN
}
