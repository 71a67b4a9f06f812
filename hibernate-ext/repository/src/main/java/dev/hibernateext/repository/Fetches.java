/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** What is read together with the rows of an entity, as paths with dots. */
record Fetches<E>(
        Class<E> type, List<String> paths, @Nullable FetchTree tree) {

    static <E> Fetches<E> none(Class<E> type) {
        return new Fetches<>(type, List.of(), null);
    }

    /** Refuses paths that are not mapped. */
    Fetches<E> and(SharedSessionContract session, String... more) {
        var all = Stream.concat(paths.stream(), Stream.of(more)).distinct().toList();
        return new Fetches<>(type, all, FetchTree.of(session.getFactory().getMetamodel(), type, all));
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    boolean hasCollections() {
        return tree != null && tree.hasCollections();
    }

    /** Joins what does not multiply rows. */
    void joinSingular(Root<?> root) {
        if (tree != null) {
            tree.fetchSingular(root);
        }
    }

    /** Reads the collections of rows that have the rest. */
    List<E> complete(SharedSessionContract session, List<E> rows, QueryExecution execution) {
        if (tree != null) {
            new CollectionFetch(session, execution).complete(tree, rows);
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
        var rows = new RowsByIds<>(session, type, QueryExecution.PLAIN).read(ids, this::joinSingular);
        var found = new HashMap<Object, E>();
        complete(session, rows, QueryExecution.PLAIN).forEach(row -> found.put(RowsByIds.idOf(session, row), row));
        return found;
    }
}
