/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.ValueQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.List;

/** What the items of a page are made of. */
sealed interface Items<E, R> {

    ValueQuery<E> prepare(ValueQuery<E> query);

    List<Selection<?>> in(Root<E> root);

    R read(Object[] values);

    /** The rows themselves. */
    record Entities<E>(Class<E> type) implements Items<E, E> {

        @Override
        public ValueQuery<E> prepare(ValueQuery<E> query) {
            return query;
        }

        @Override
        public List<Selection<?>> in(Root<E> root) {
            return List.of(root);
        }

        @Override
        public E read(Object[] values) {
            return type.cast(values[0]);
        }
    }

    /** Values of the rows. */
    record Records<E, R extends Record>(Projection<E, R> projection) implements Items<E, R> {

        @Override
        public ValueQuery<E> prepare(ValueQuery<E> query) {
            return query.withoutFetches();
        }

        @Override
        public List<Selection<?>> in(Root<E> root) {
            return projection.in(root);
        }

        @Override
        public R read(Object[] values) {
            return projection.read(values);
        }
    }
}
