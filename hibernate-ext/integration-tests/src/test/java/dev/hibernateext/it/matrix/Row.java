/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the entities of the matrix have in common, however they are mapped. */
interface Row {

    int id();

    String code();

    String text();

    /** Changes the text and the detail. */
    void write(String text);

    /** A second text; of a leaf, the one that the leaf itself declares. */
    default @Nullable String detail() {
        return text();
    }

    Set<String> tags();

    Stamps stamps();

    /** A number, or the instant of the last write. */
    Comparable<?> version();
}
