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
 * A query for values of the rows of one entity, each row a record. Its conditions, orders, offset, limit and execution are those of
 * the query it was made of; fetches are left out.
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
    private final Reading reading;

    RecordQuery(Class<E> type, Supplier<ValueQuery<E>> values, Projection<E, R> projection, Reading reading) {
        this.type = type;
        this.values = values;
        this.projection = projection;
        this.reading = reading;
    }

    /**
     * All rows within offset and limit.
     *
     * @return a record for each, equal ones included; may be empty
     */
    public List<R> all() {
        return records(reading);
    }

    /**
     * The first row within offset and limit.
     *
     * @return its record, or empty
     */
    public Optional<R> first() {
        return records(reading.atMost(1)).stream().findFirst();
    }

    /**
     * The only row within offset and limit.
     *
     * @return its record
     * @throws RowCountException if there is no row or more than one
     */
    public R one() {
        return RowCountException.only(type, records(reading.atMost(2)));
    }

    /**
     * The rows within offset and limit, read as they are used.
     *
     * @return to be closed by the caller, before the session
     */
    public Stream<R> stream() {
        return reading.stream(query()).map(projection::read);
    }

    private List<R> records(Reading part) {
        return part.rows(query()).stream().map(projection::read).toList();
    }

    private SelectionQuery<Object[]> query() {
        return values.get().withoutFetches().select(projection::in);
    }
}
