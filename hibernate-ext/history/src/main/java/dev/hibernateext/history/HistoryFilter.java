/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What entries of a history have in common. Immutable; null and the empty set ask for nothing in particular.
 *
 * @param from the earliest instant, inclusive
 * @param until the latest instant, exclusive
 * @param actor who acted
 * @param operation the operation
 * @param kinds what was done
 * @param changed the path of an attribute that has another value than before
 */
public record HistoryFilter(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String actor,
        @Nullable String operation,
        Set<RevisionKind> kinds,
        @Nullable String changed) {

    /** Any entry. */
    public static final HistoryFilter NONE = new HistoryFilter(null, null, null, null, Set.of(), null);

    /** Copies the kinds. */
    public HistoryFilter {
        kinds = Set.copyOf(kinds);
    }

    HistoryFilter between(@Nullable Instant newFrom, @Nullable Instant newUntil) {
        return new HistoryFilter(newFrom, newUntil, actor, operation, kinds, changed);
    }

    HistoryFilter by(String newActor) {
        return new HistoryFilter(from, until, newActor, operation, kinds, changed);
    }

    HistoryFilter in(String newOperation) {
        return new HistoryFilter(from, until, actor, newOperation, kinds, changed);
    }

    HistoryFilter of(RevisionKind first, RevisionKind... others) {
        return new HistoryFilter(from, until, actor, operation, EnumSet.of(first, others), changed);
    }

    HistoryFilter changing(String path) {
        return new HistoryFilter(from, until, actor, operation, kinds, path);
    }

    /** Not who acted. */
    @Override
    public String toString() {
        return "HistoryFilter[from=%s, until=%s, operation=%s, kinds=%s, changed=%s]"
                .formatted(from, until, operation, kinds, changed);
    }
}
