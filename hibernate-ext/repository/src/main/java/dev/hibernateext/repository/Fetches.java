/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** What is read together with the rows of an entity, as paths with dots. */
record Fetches<E>(Class<E> type, List<String> paths) {

    static <E> Fetches<E> none(Class<E> type) {
        return new Fetches<>(type, List.of());
    }

    /** Refuses paths that are not mapped. */
    Fetches<E> and(SharedSessionContract session, String... more) {
        var all = new Fetches<>(
                type, Stream.concat(paths.stream(), Stream.of(more)).distinct().toList());
        all.tree(session);
        return all;
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    boolean hasCollections(SharedSessionContract session) {
        return !isEmpty() && tree(session).hasCollections();
    }

    /** Joins what does not multiply rows. */
    void joinSingular(SharedSessionContract session, Root<?> root) {
        tree(session).fetchSingular(root);
    }

    /** Reads the collections of rows that have the rest. */
    List<E> complete(SharedSessionContract session, List<E> rows) {
        if (hasCollections(session)) {
            new CollectionFetch(session).complete(tree(session), rows);
        }
        return rows;
    }

    /** In the order of the ids; null where there is no row. */
    List<@Nullable E> read(SharedSessionContract session, List<?> ids) {
        var found = byId(session, ids);
        var rows = new ArrayList<@Nullable E>();
        ids.forEach(id -> rows.add(found.get(id)));
        return rows;
    }

    private Map<Object, E> byId(SharedSessionContract session, List<?> ids) {
        var rows = new RowsByIds<>(session, type).read(ids, root -> joinSingular(session, root));
        var found = new HashMap<Object, E>();
        complete(session, rows).forEach(row -> found.put(RowsByIds.idOf(session, row), row));
        return found;
    }

    private FetchTree tree(SharedSessionContract session) {
        return FetchTree.of(session.getFactory().getMetamodel(), type, paths);
    }
}
