/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.softdelete.DeletedRows;

/** A column of the matrix: one way to read rows or to write them. */
sealed interface Way permits ReadWay, WriteWay {

    /** As the user knows it; unique. */
    String name();

    /** Whether there is such a way to the rows of an entity. */
    boolean leadsTo(Shape<?, ?> shape);

    /** Uses the way in a session of the scene, and fails if something else happens than must in a session of a scope. */
    void check(Scene scene, DeletedRows scope);

    /** Whether a check must fail where soft delete is off. */
    boolean needsFeature(DeletedRows scope, Shape<?, ?> shape);

    /** Whether a check must fail in a session of no scope. */
    boolean needsScope(DeletedRows scope, Shape<?, ?> shape);

    /** Whether what is checked is that the library cannot help. */
    boolean isLimit();
}
