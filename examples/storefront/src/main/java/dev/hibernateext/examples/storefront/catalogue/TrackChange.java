/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.catalogue;

import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one revision did to a track.
 *
 * @param revision its number
 * @param at when
 * @param actor who, if it is known
 * @param kind what was done
 * @param changes attributes that people care for
 */
record TrackChange(long revision, Instant at, @Nullable String actor, RevisionKind kind, List<Change> changes) {

    private static final int MOST = 50;
    private static final Set<String> SHOWN = Set.of("name", "composer", "genre", "milliseconds", "unitPrice", "album");

    private static final Set<RevisionKind> CHANGING = Set.of(RevisionKind.CREATED, RevisionKind.UPDATED);

    /**
     * One attribute.
     *
     * @param attribute its name
     * @param from the value before; null if there was none
     * @param to the value since
     */
    record Change(
            String attribute,
            @Nullable Object from,
            @Nullable Object to) {}

    /** The newest fifty, the newest first. */
    static List<TrackChange> of(EntityHistory<Track> history) {
        var entries = history.timeline(HistoryRequest.newest(MOST + 1)).items();
        return IntStream.range(0, Math.min(entries.size(), MOST))
                .mapToObj(i -> of(entries.get(i), changes(history, entries, i)))
                .toList();
    }

    private static TrackChange of(HistoryEntry entry, List<Change> changes) {
        var revision = entry.revision();
        return new TrackChange(revision.number(), revision.at(), revision.actor(), entry.kind(), changes);
    }

    /** Against the entry before, and against nothing for the first one. What goes into the trash or comes back is the same. */
    private static List<Change> changes(EntityHistory<Track> history, List<HistoryEntry> entries, int i) {
        if (!CHANGING.contains(entries.get(i).kind())) {
            return List.of();
        }
        var before = i + 1 < entries.size() ? entries.get(i + 1).revision().number() : 0;
        return history.diff(before, entries.get(i).revision().number()).changes().stream()
                .filter(change -> SHOWN.contains(change.path()))
                .filter(AttributeChange.OfValue.class::isInstance)
                .map(AttributeChange.OfValue.class::cast)
                .map(change -> new Change(change.path(), change.before(), change.after()))
                .toList();
    }
}
