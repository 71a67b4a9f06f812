/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** How much of a write change listeners are told. */
enum Report {
    /** The row before and after. */
    BOTH_IMAGES,
    /** The row after; it was not loaded before. */
    ONE_IMAGE,
    /** The row after; whether it existed is not known. */
    UPSERT,
    /** The statement: its kind, its tables and how many rows it affected. */
    STATEMENT,
    /** As {@link #STATEMENT}, but tables only where the statement declares them. */
    NATIVE
}
