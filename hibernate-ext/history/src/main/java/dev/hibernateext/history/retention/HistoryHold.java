/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: what it covers is neither pruned nor erased.
 *
 * @param id to release it by
 * @param place what it covers
 * @param reason why it was placed
 * @param placedBy the actor, or null where nobody was known
 * @param placedAt when
 */
public record HistoryHold(
        UUID id, HoldPlace place, String reason, @Nullable String placedBy, Instant placedAt) {

    /** Not who and why. */
    @Override
    public String toString() {
        return "HistoryHold[id=%s, place=%s, placedAt=%s]".formatted(id, place, placedAt);
    }
}
