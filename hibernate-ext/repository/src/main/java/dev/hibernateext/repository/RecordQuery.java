/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.ValueQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.query.SelectionQuery;

/**
 * A query for values of the rows of one entity, each row a record. Its conditions, orders, offset and limit are those of the query
 * it was made of; fetches are left out.
 *
 * <p>Belongs to one session, like the session itself.
 *
 * @param <E> the entity
 * @param <R> the record
 */
public final class RecordQuery<E, R extends Record> {

    private final Class<E> type;
    private final Supplier<ValueQuery<E>> values;
    private final Projection<E, R> projection;
    private final Window window;

    RecordQuery(Class<E> type, Supplier<ValueQuery<E>> values, Projection<E, R> projection, Window window) {
        this.type = type;
        this.values = values;
        this.projection = projection;
        this.window = window;
    }

    /**
     * All rows within offset and limit.
     *
     * @return a record for each, equal ones included; may be empty
     */
    public List<R> all() {
        return records(window);
    }

    /**
     * The first row within offset and limit.
     *
     * @return its record, or empty
     */
    public Optional<R> first() {
        return records(window.atMost(1)).stream().findFirst();
    }

    /**
     * The only row within offset and limit.
     *
     * @return its record
     * @throws RowCountException if there is no row or more than one
     */
    public R one() {
        return RowCountException.only(type, records(window.atMost(2)));
    }

    /**
     * The rows within offset and limit, read as they are used.
     *
     * @return to be closed by the caller, before the session
     */
    public Stream<R> stream() {
        return query(window).getResultStream().map(projection::read);
    }

    private List<R> records(Window part) {
        return query(part).getResultList().stream().map(projection::read).toList();
    }

    private SelectionQuery<Object[]> query(Window part) {
        return part.of(values.get().withoutFetches().select(projection::in));
    }
}
