/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import java.util.OptionalLong;

/** How many rows there are on all pages together, as far as it was asked. */
public sealed interface Total {

    /**
     * The number, if it is known.
     *
     * @return exact, or empty
     */
    default OptionalLong exact() {
        return OptionalLong.empty();
    }

    /**
     * Counted to the end.
     *
     * @param rows how many rows there are
     */
    record Exact(long rows) implements Total {

        @Override
        public OptionalLong exact() {
            return OptionalLong.of(rows);
        }
    }

    /**
     * Counted up to a limit that was reached.
     *
     * @param rows there are more than so many
     */
    record MoreThan(long rows) implements Total {}

    /**
     * As many as the database expects, from its statistics. At least as many as the page has shown to be there.
     *
     * @param rows may be far off
     */
    record Estimated(long rows) implements Total {}

    /** Not counted. */
    record Unknown() implements Total {}
}
