/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.LockMode;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Finds the rows that have the keys of others. */
record MatchedRows<E>(UpsertPlan plan, SharedSessionContract session) {

    /** Parameters of one statement; the least limit of a database we know is 2 100 (SQL Server). */
    private static final int PARAMETERS = 2_000;

    /** The rows by their keys, locked, so that what is read is the newest and stays it. */
    Map<List<Object>, E> lock(List<List<Object>> keys) {
        var found = new HashMap<List<Object>, E>();
        var names = plan.keyNames();
        var size = Math.max(1, PARAMETERS / names.size());
        for (var from = 0; from < keys.size(); from += size) {
            for (var row : rows(names, keys.subList(from, Math.min(from + size, keys.size())))) {
                var key = plan.keyOf(row, (SharedSessionContractImplementor) session);
                if (key != null) {
                    found.put(key, row);
                }
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private List<E> rows(List<String> names, List<List<Object>> keys) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery((Class<E>) plan.persister().getMappedClass());
        var root = query.from((Class<E>) plan.persister().getMappedClass());
        query.where(names.size() == 1 ? in(root.get(names.get(0)), keys) : anyOf(builder, root, names, keys));
        return session.createSelectionQuery(query)
                .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static Predicate in(Path<Object> attribute, List<List<Object>> keys) {
        return attribute.in(keys.stream().map(key -> key.get(0)).toList());
    }

    private static Predicate anyOf(CriteriaBuilder builder, Root<?> root, List<String> names, List<List<Object>> keys) {
        var any = new ArrayList<Predicate>();
        for (var key : keys) {
            var all = new ArrayList<Predicate>();
            for (var i = 0; i < names.size(); i++) {
                all.add(builder.equal(root.get(names.get(i)), key.get(i)));
            }
            any.add(builder.and(all.toArray(Predicate[]::new)));
        }
        return builder.or(any.toArray(Predicate[]::new));
    }
}
