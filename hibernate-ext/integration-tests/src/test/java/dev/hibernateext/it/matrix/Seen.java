/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import org.jspecify.annotations.Nullable;

/** What a reader got to see of a row. */
record Seen(Stamps stamps, Comparable<?> version) {

    static Seen of(@Nullable Row row) {
        if (row == null) {
            throw new AssertionError("The row was not found.");
        }
        return new Seen(row.stamps(), row.version());
    }

    /** From a projection of the four stamps in the order of {@link Stamps} and the version. */
    static Seen of(Object[] columns) {
        var stamps = new Stamps(
                Stamps.instant(columns[0]), (String) columns[1], Stamps.instant(columns[2]), (String) columns[3]);
        var version = columns[4] instanceof Number number ? number.longValue() : columns[4];
        return new Seen(stamps, (Comparable<?>) version);
    }
}
