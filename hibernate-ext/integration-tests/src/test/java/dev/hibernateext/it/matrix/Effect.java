/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** What a way of writing does to the row. */
enum Effect {
    /** The row is new. */
    INSERT,
    /** The row has another text. */
    UPDATE,
    /** The row has one more tag, which is in another table. */
    TAG,
    /** The row is as before. */
    NOTHING,
    /** The row is gone. */
    DELETE
}
