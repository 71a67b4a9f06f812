/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import java.util.Set;

/** What the soft-deletable entities of the matrix have in common, however they are mapped. */
interface Item {

    String text();

    void write(String text);

    Set<String> tags();
}
