/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.criteria.JpaRoot;

/** Reads the rows of an entity with some ids by queries, which may fetch. */
record RowsByIds<T>(SharedSessionContract session, Class<T> type, QueryExecution execution) {

    /** As many ids as every supported database takes in one statement, also where an id has several columns. */
    private static final int CHUNK = 500;

    /** In no order, each once. */
    List<T> read(List<?> ids, Consumer<? super Root<T>> fetches) {
        var distinct = ids.stream().distinct().toList();
        var rows = new ArrayList<T>();
        for (var from = 0; from < distinct.size(); from += CHUNK) {
            rows.addAll(chunk(distinct.subList(from, Math.min(from + CHUNK, distinct.size())), fetches));
        }
        return rows;
    }

    private List<T> chunk(List<?> ids, Consumer<? super Root<T>> fetches) {
        var query = session.getCriteriaBuilder().createQuery(type);
        JpaRoot<T> root = query.from(type);
        fetches.accept(root);
        query.where(root.id().in(ids));
        return execution.getResultList(session.createSelectionQuery(query));
    }

    static Object idOf(SharedSessionContract session, Object row) {
        return session.getFactory().getPersistenceUnitUtil().getIdentifier(row);
    }
}
