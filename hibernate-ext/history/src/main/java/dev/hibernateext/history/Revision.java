/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that changed recorded entities.
 *
 * @param number grows with time; a later revision has a greater one
 * @param at when it was recorded, at the end of the transaction, in milliseconds
 * @param actor who acted, or null where nobody is known
 * @param operation the operation it was part of, or null
 * @param reason why, as {@link History#REASON} says it, or null
 * @param attributes what else of the request was kept, see {@link HistorySettings#ATTRIBUTES}
 */
public record Revision(
        long number,
        Instant at,
        @Nullable String actor,
        @Nullable String operation,
        @Nullable String reason,
        Map<String, String> attributes) {

    /** Copies the attributes. */
    public Revision {
        attributes = Map.copyOf(attributes);
    }

    /** The number, the time and the operation; never who acted, why, or a value. */
    @Override
    public String toString() {
        return "Revision[number=%d, at=%s, operation=%s]".formatted(number, at, operation);
    }
}
