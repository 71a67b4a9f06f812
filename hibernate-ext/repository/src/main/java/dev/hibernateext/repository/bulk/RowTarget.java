/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Where the rows of a chunk are gathered, and sent at once. Used for one chunk after the other. */
interface RowTarget {

    /** Forgets the rows of the last chunk, and takes at most so many next. */
    void begin(int rows);

    /** Takes a row, with a value for each column of the table. */
    void add(@Nullable Object[] values, SharedSessionContractImplementor session);

    /** Inserts the rows, and returns how many there are now. */
    long insert(SharedSessionContractImplementor session);
}
