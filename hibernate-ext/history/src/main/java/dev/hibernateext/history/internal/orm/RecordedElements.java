/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

/** A collection whose elements can be read beside the rows of its owner, and how HQL names the parts of theirs. */
public interface RecordedElements {

    /** The collection. */
    String path();

    /** Whether entities of a type have it, and not another one with the same path. */
    boolean isOf(RecordedType type);

    /** The join of the rows of an owner with all that tell of elements. */
    String join(String owner, String alias);

    /** The same that meets no row: so all parts of a union select the same. */
    String joinNone(String owner, String alias);

    /** The number of the revision of an alias. */
    String number(String alias);

    /** What to select of an alias. */
    String selection(String alias);

    /** How many values that are. */
    int width();

    /** What happened to an element, from what was selected. */
    ElementChange change(Object[] selected, int from);
}
