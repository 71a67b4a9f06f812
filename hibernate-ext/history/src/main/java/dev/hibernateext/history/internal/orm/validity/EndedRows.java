/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that one statement ends.
 *
 * @param table as it is written into statements
 * @param assigned what they get; the first is null in rows in force
 * @param began the column with the revision of a row, and the one that ends them
 * @param tenant whose they are, or null
 * @param isRequired whether each of them has to be there
 */
record EndedRows(
        String table,
        List<Assigned> assigned,
        ColumnValue began,
        @Nullable ColumnValue tenant,
        boolean isRequired) {

    /** The revision that ends them. */
    Number number() {
        return (Number) Objects.requireNonNull(began.value());
    }
}
