/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.AttributeChange.OfValue;
import dev.hibernateext.history.RevisionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What histories should tell, kept in memory. */
final class HistoryModel {

    /** An entity of a type of its own. */
    record Subject(Class<?> type, Object id) {}

    /** A row: there or in the trash. */
    record Row(boolean trashed, Map<String, Object> values) {

        static Row of(Map<String, Object> values) {
            return new Row(false, Map.copyOf(values));
        }

        Row with(String path, @Nullable Object value) {
            var changed = new HashMap<>(values);
            if (isNothing(value)) {
                changed.remove(path);
            } else {
                changed.put(path, Objects.requireNonNull(value));
            }
            return new Row(trashed, Map.copyOf(changed));
        }

        Row trashed(boolean now) {
            return new Row(now, values);
        }
    }

    /** A transaction. */
    record Moment(Instant at, String actor, OperationId operation) {}

    /** An entry. */
    record Happened(Object id, RevisionKind kind, Moment moment, List<String> changed) {}

    /** What a log keeps of a change that its transaction has written and taken back. */
    enum Keeper {
        /** Compares values when the transaction ends, but keeps that a collection was written, and which elements went. */
        ENVERS {
            @Override
            boolean leavesEntry(@Nullable Object before, @Nullable Object written) {
                return isElements(before) || isElements(written);
            }

            @Override
            boolean tells(@Nullable Object before, @Nullable Object written) {
                return leavesEntry(before, written) && !minus(written, before).isEmpty();
            }
        },
        /** Keeps that the row was written, and compares the elements of collections when the transaction ends. */
        HIBERNATE {
            @Override
            boolean leavesEntry(@Nullable Object before, @Nullable Object written) {
                return true;
            }

            @Override
            boolean tells(@Nullable Object before, @Nullable Object written) {
                return false;
            }
        };

        /** Whether there is an entry, though the row is as before. */
        abstract boolean leavesEntry(@Nullable Object before, @Nullable Object written);

        /** Whether the path is among what changed, though its value is as before. */
        abstract boolean tells(@Nullable Object before, @Nullable Object written);
    }

    private final Keeper keeper;
    private final Map<Subject, TreeMap<Instant, @Nullable Row>> rows = new LinkedHashMap<>();
    private final Map<Subject, List<Happened>> entries = new LinkedHashMap<>();
    private final Map<Subject, @Nullable Row> pending = new LinkedHashMap<>();
    private final Map<Subject, List<Row>> written = new LinkedHashMap<>();

    HistoryModel(Keeper keeper) {
        this.keeper = keeper;
    }

    /** All that ever were, in committed transactions. */
    List<Subject> keys() {
        return List.copyOf(entries.keySet());
    }

    /** All that may be there, in the transaction too. */
    List<Subject> candidates() {
        var all = new LinkedHashSet<>(entries.keySet());
        all.addAll(pending.keySet());
        all.removeIf(key -> now(key) == null);
        return List.copyOf(all);
    }

    List<Happened> entries(Subject key) {
        return entries.getOrDefault(key, List.of());
    }

    /** A row as it is, in the transaction too. */
    @Nullable
    Row now(Subject key) {
        return pending.containsKey(key) ? pending.get(key) : committed(key, Instant.MAX);
    }

    void put(Subject key, @Nullable Row row) {
        pending.put(key, row);
    }

    /** What is pending is written, and may be taken back. */
    void flush() {
        pending.forEach((key, row) -> {
            if (row != null) {
                written.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
            }
        });
    }

    void rollback() {
        pending.clear();
        written.clear();
    }

    /** Ends the transaction, and tells what it changed. */
    Set<Subject> commit(Moment moment) {
        pending.forEach((key, after) -> happened(key, committed(key, Instant.MAX), after, moment));
        var changed = Set.copyOf(pending.keySet());
        pending.clear();
        written.clear();
        return changed;
    }

    private void happened(Subject key, @Nullable Row before, @Nullable Row after, Moment moment) {
        var takenBack = takenBack(key, before, after);
        if (Objects.equals(before, after) && takenBack.isEmpty()) {
            return;
        }
        var states = rows.computeIfAbsent(key, any -> new TreeMap<>());
        var changed = new TreeSet<String>();
        if (isThere(after)) {
            changed.addAll(paths(lastThere(states), values(after)));
            takenBack.forEach((path, isTold) -> {
                if (isTold) {
                    changed.add(path);
                }
            });
        }
        states.put(moment.at(), after);
        entries.computeIfAbsent(key, any -> new ArrayList<>())
                .add(new Happened(key.id(), kind(before, after), moment, List.copyOf(changed)));
    }

    /** The paths that were written and are as before, as far as something is left of that, and whether they are told. */
    private Map<String, Boolean> takenBack(Subject key, @Nullable Row before, @Nullable Row after) {
        var found = new HashMap<String, Boolean>();
        if (before == null || after == null || before.trashed() != after.trashed()) {
            return found;
        }
        for (var between : written.getOrDefault(key, List.of())) {
            var back = paths(before.values(), between.values());
            back.removeAll(paths(before.values(), after.values()));
            for (var path : back) {
                var was = before.values().get(path);
                var wrote = between.values().get(path);
                if (keeper.leavesEntry(was, wrote)) {
                    found.merge(path, keeper.tells(was, wrote), Boolean::logicalOr);
                }
            }
        }
        return found;
    }

    private static boolean isThere(@Nullable Row row) {
        return row != null && !row.trashed();
    }

    /** What was there before, also before it went into the trash: what changed on its way is told when it comes back. */
    private static Map<String, Object> lastThere(NavigableMap<Instant, @Nullable Row> states) {
        return states.descendingMap().values().stream()
                .filter(HistoryModel::isThere)
                .map(HistoryModel::values)
                .findFirst()
                .orElse(Map.of());
    }

    private static RevisionKind kind(@Nullable Row before, @Nullable Row after) {
        if (after == null) {
            return RevisionKind.DELETED;
        }
        if (before == null) {
            return RevisionKind.CREATED;
        }
        if (before.trashed() == after.trashed()) {
            return RevisionKind.UPDATED;
        }
        return after.trashed() ? RevisionKind.SOFT_DELETED : RevisionKind.RESTORED;
    }

    private @Nullable Row committed(Subject key, Instant at) {
        var states = rows.get(key);
        var found = states == null ? null : states.floorEntry(at);
        return found == null ? null : found.getValue();
    }

    /** What was there at an instant, or null if nothing was, or it was in the trash. */
    @Nullable
    Map<String, Object> at(Subject key, Instant at) {
        var row = committed(key, at);
        return row == null || row.trashed() ? null : row.values();
    }

    /** How an entity differs between two instants. */
    List<AttributeChange> diff(Subject key, Instant from, Instant to) {
        var before = Objects.requireNonNullElse(at(key, from), Map.<String, Object>of());
        var after = Objects.requireNonNullElse(at(key, to), Map.<String, Object>of());
        return paths(before, after).stream()
                .map(path -> change(path, before.get(path), after.get(path)))
                .toList();
    }

    private static AttributeChange change(String path, @Nullable Object before, @Nullable Object after) {
        if (isElements(before) || isElements(after)) {
            return new OfElements(path, minus(after, before), minus(before, after));
        }
        return new OfValue(path, before, after);
    }

    private static boolean isElements(@Nullable Object value) {
        return value instanceof Collection || value instanceof Map;
    }

    private static List<Object> minus(@Nullable Object these, @Nullable Object those) {
        var left = new ArrayList<Object>(elements(these));
        left.removeAll(elements(those));
        return left;
    }

    private static Collection<?> elements(@Nullable Object collection) {
        if (collection == null) {
            return List.of();
        }
        return collection instanceof Map<?, ?> map ? map.entrySet() : (Collection<?>) collection;
    }

    private static Map<String, Object> values(@Nullable Row row) {
        return row == null ? Map.of() : row.values();
    }

    private static Set<String> paths(Map<String, Object> before, Map<String, Object> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
        return paths;
    }

    static boolean isNothing(@Nullable Object value) {
        return value == null
                || (value instanceof Collection<?> collection && collection.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
