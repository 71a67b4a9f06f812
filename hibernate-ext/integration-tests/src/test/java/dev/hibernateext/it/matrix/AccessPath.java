/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

/** A column of the matrix: one way to write rows or to read them. */
sealed interface AccessPath permits WritePath, ReadPath {

    /** As the user knows it; unique. */
    String name();

    /** Whether there is such a way to the rows of an entity. */
    boolean leadsTo(Shape<?> shape);
}
