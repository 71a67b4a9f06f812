/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.change.EntityReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reduces what happened one after the other to one change for each row and collection. A bulk statement is a barrier for
 * the rows of its tables: what comes after it is not merged with what came before.
 */
final class Coalescing {

    private record Subject(String name, Object id, @Nullable Object tenant) {

        static Subject of(String name, EntityReference reference) {
            return new Subject(name, reference.id(), reference.tenant());
        }
    }

    private final List<@Nullable Change> result = new ArrayList<>();
    private final Map<Subject, Integer> places = new HashMap<>();
    private final Set<Integer> upsertedFirst = new HashSet<>();

    private Coalescing() {}

    static List<Change> reduce(List<Change> history) {
        var reduction = new Coalescing();
        history.forEach(reduction::add);
        return reduction.result.stream().filter(Objects::nonNull).toList();
    }

    private void add(Change change) {
        if (change instanceof EntityChange entity) {
            merge(Subject.of(entity.entityName(), entity.reference()), entity);
        } else if (change instanceof CollectionChange collection) {
            merge(Subject.of(collection.role(), collection.owner()), collection);
        } else {
            addBarrier((BulkChange) change);
        }
    }

    private void addBarrier(BulkChange bulk) {
        places.values().removeIf(place -> affects(bulk, result.get(place)));
        result.add(bulk);
    }

    private static boolean affects(BulkChange bulk, @Nullable Change earlier) {
        return earlier == null
                || !bulk.tablesKnown()
                || intersect(bulk.tables(), earlier.tables())
                || (earlier instanceof CollectionChange collection && mayDeleteOwner(bulk, collection));
    }

    /** A collection of a row that is deleted and inserted again is another one. */
    private static boolean mayDeleteOwner(BulkChange bulk, CollectionChange collection) {
        return intersect(bulk.tables(), collection.owner().entity().tables());
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return !Collections.disjoint(some, others);
    }

    private void merge(Subject subject, Change change) {
        var place = places.get(subject);
        if (place == null) {
            put(subject, result.size(), settled(change));
        } else {
            put(subject, place, merged(place, change));
        }
    }

    private void put(Subject subject, int place, @Nullable Change change) {
        if (place == result.size()) {
            if (change instanceof EntityChange first && first.kind() == Kind.UPSERT) {
                upsertedFirst.add(place);
            }
            result.add(change);
        } else {
            result.set(place, change);
        }
        if (change == null) {
            places.remove(subject);
        } else {
            places.put(subject, place);
        }
    }

    private @Nullable Change merged(int place, Change later) {
        var earlier = result.get(place);
        if (earlier instanceof EntityChange first && later instanceof EntityChange second) {
            return EntityChanges.merge(first, second, upsertedFirst.contains(place) ? Kind.UPSERT : Kind.UPDATE);
        }
        if (earlier instanceof CollectionChange first && later instanceof CollectionChange second) {
            return settled(CollectionChanges.merge(first, second));
        }
        throw new IllegalStateException("A change of a row met one of a collection");
    }

    private static @Nullable Change settled(Change change) {
        return change instanceof CollectionChange collection && CollectionChanges.isEmpty(collection) ? null : change;
    }
}
