/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import dev.hibernateext.core.Feature;
import java.util.List;

/** A row of the matrix: something the library promises, however a row is reached. */
interface Guarantee {

    String name();

    /** The promise in a sentence or two of Markdown. */
    String promise();

    /** What keeps the promise; switched off, the cells must fail. */
    Feature feature();

    /** Whether there is anything to promise for a way of writing. */
    boolean concerns(WritePath path);

    /** Uses a way to write and fails if the promise is broken. */
    void check(WritePath path, Bench bench);

    /** Looks at what was read after a write and fails if the promise is broken. */
    void check(ReadBack read);

    /** Where the promise cannot hold. */
    List<Limit> limits();
}
