/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.AttributePathException;
import dev.hibernateext.repository.attribute.PlannedQuery;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.attribute.SortKey;
import dev.hibernateext.repository.attribute.ValueQuery;
import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.criteria.Nulls;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.Order;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * A query for rows of one entity. Each step gives a new query, so a query may be kept and added to.
 *
 * <p>Belongs to one session, like the session itself.
 *
 * @param <E> the entity
 */
public final class RowQuery<E> {

    private final SharedSessionContract session;
    private final Class<E> type;
    private final Supplier<SelectionSpecification<E>> specification;
    private final Fetches<E> fetches;
    private final Reading reading;

    private RowQuery(
            SharedSessionContract session,
            Supplier<SelectionSpecification<E>> specification,
            Fetches<E> fetches,
            Reading reading) {
        this.session = session;
        this.type = fetches.type();
        this.specification = specification;
        this.fetches = fetches;
        this.reading = reading;
    }

    static <E> RowQuery<E> of(SharedSessionContract session, Fetches<E> fetches) {
        return new RowQuery<>(session, () -> PlannedQuery.all(fetches.type()), fetches, Reading.ALL);
    }

    /** Copies what the specification says now. */
    static <E> RowQuery<E> from(SharedSessionContract session, Fetches<E> fetches, SelectionSpecification<E> base) {
        var criteria = base.buildCriteria(session.getCriteriaBuilder());
        return new RowQuery<>(session, () -> SelectionSpecification.create(criteria), fetches, Reading.ALL);
    }

    /**
     * Only rows that fulfil a condition, besides those before.
     *
     * @param restriction the condition
     * @return a changed copy
     */
    public RowQuery<E> where(Restriction<? super E> restriction) {
        return with(query -> query.restrict(restriction));
    }

    /**
     * Orders by an attribute, after the orders before, with NULLs where the database puts them.
     *
     * @param path the attribute, through to-one associations and embeddables with dots
     * @return a changed copy
     * @throws AttributePathException if it is not mapped
     */
    public RowQuery<E> ascending(String path) {
        return by(path, SortDirection.ASCENDING);
    }

    /**
     * Orders by an attribute the other way round, after the orders before, with NULLs where the database puts them.
     *
     * @param path the attribute, through to-one associations and embeddables with dots
     * @return a changed copy
     * @throws AttributePathException if it is not mapped
     */
    public RowQuery<E> descending(String path) {
        return by(path, SortDirection.DESCENDING);
    }

    private RowQuery<E> by(String path, SortDirection direction) {
        var attribute = AttributePath.of(session.getFactory().getMetamodel(), type, path);
        return sort(new Sort<>(List.of(new SortKey<>(attribute, direction, Nulls.NONE))));
    }

    /**
     * Orders by a sort, after the orders before.
     *
     * @param sort such as one read from outside
     * @return a changed copy
     */
    public RowQuery<E> sort(Sort<E> sort) {
        return with(query -> query.augment(sort));
    }

    /**
     * Orders by an order of Hibernate, after the orders before.
     *
     * @param order of this entity
     * @return a changed copy
     */
    public RowQuery<E> sort(Order<? super E> order) {
        return with(query -> query.sort(order));
    }

    /**
     * Reads associations and collections together with the rows: associations to one in the same statement, each collection in
     * one more for up to 500 owners, so that no join multiplies rows or elements.
     *
     * @param paths each with names of attributes, joined by dots; the last is an association or a collection
     * @return a changed copy
     * @throws AttributePathException if an attribute is not mapped, or there is nothing to fetch at the end of a path
     */
    public RowQuery<E> fetch(String... paths) {
        return new RowQuery<>(session, specification, fetches.and(session, paths), reading);
    }

    /**
     * Fetches an association to one in the same statement.
     *
     * @param path the association
     * @return a changed copy
     */
    public RowQuery<E> fetch(Path<E, ?> path) {
        return with(query -> query.fetch(path));
    }

    /**
     * Adds whatever a specification can say.
     *
     * @param change gets a specification and hands it back
     * @return a changed copy
     */
    public RowQuery<E> with(UnaryOperator<SelectionSpecification<E>> change) {
        return new RowQuery<>(session, () -> change.apply(specification.get()), fetches, reading);
    }

    /**
     * Leaves rows out at the beginning.
     *
     * @param rows how many, from 0 on
     * @return a changed copy
     */
    public RowQuery<E> offset(int rows) {
        return read(reading.in(new Window(rows, reading.window().limit())));
    }

    /**
     * Reads no more rows.
     *
     * @param rows how many, from 0 on
     * @return a changed copy
     */
    public RowQuery<E> limit(int rows) {
        return read(reading.in(new Window(reading.window().offset(), rows)));
    }

    /**
     * Executes the query otherwise, with counts, what is fetched and values in the place of the entity. Rows that are streamed are read
     * as ever.
     *
     * @param execution how; takes the place of the one before
     * @return a changed copy
     */
    public RowQuery<E> executedBy(QueryExecution execution) {
        return read(reading.by(execution));
    }

    private RowQuery<E> read(Reading other) {
        return new RowQuery<>(session, specification, fetches, other);
    }

    /**
     * Reads values in the place of the entity.
     *
     * <pre>{@code
     * record Line(String name, String album) {}
     *
     * var lines = tracks.where(cheap).ascending("name").select(Line.class, "name", "album.title").all();
     * }</pre>
     *
     * @param record may be of any visibility
     * @param paths an attribute or embeddable for each component, through to-one associations and embeddables with dots
     * @param <R> the record
     * @return to be executed
     * @throws AttributePathException if an attribute is not mapped, or a path leads to more than one value
     * @throws dev.hibernateext.repository.attribute.ProjectionException if there are more or fewer paths than components, or a
     *     component cannot take each value
     */
    public <R extends Record> RecordQuery<E, R> select(Class<R> record, String... paths) {
        return select(Projection.of(session.getFactory(), type, record, paths));
    }

    /**
     * Reads values in the place of the entity.
     *
     * @param projection which values
     * @param <R> the record
     * @return to be executed
     */
    public <R extends Record> RecordQuery<E, R> select(Projection<E, R> projection) {
        return new RecordQuery<>(type, () -> ValueQuery.of(session, specification.get()), projection, reading);
    }

    /**
     * All rows within offset and limit.
     *
     * @return the rows; may be empty
     */
    public List<E> all() {
        return rows(reading);
    }

    /**
     * The first row within offset and limit.
     *
     * @return the row, or empty
     */
    public Optional<E> first() {
        return rows(reading.atMost(1)).stream().findFirst();
    }

    /**
     * The only row within offset and limit.
     *
     * @return the row
     * @throws RowCountException if there is none or more than one
     */
    public E one() {
        return RowCountException.only(type, rows(reading.atMost(2)));
    }

    /**
     * The rows within offset and limit, read as they are used.
     *
     * @return to be closed by the caller, before the session
     * @throws IllegalStateException if collections are to be fetched, which takes all rows at once
     */
    public Stream<E> stream() {
        if (fetches.hasCollections()) {
            throw new IllegalStateException("Rows that are streamed cannot fetch collections: leave out "
                    + fetches.paths() + ", or read all() in parts.");
        }
        return reading.stream(query());
    }

    /**
     * How many rows there are, whatever offset and limit. Orders and fetches are left out of the statement.
     *
     * @return the number of rows
     */
    public long count() {
        return reading.value(PlannedQuery.of(session, criteria().createCountQuery()));
    }

    /**
     * Whether there is a row, whatever offset and limit.
     *
     * @return true if there is one
     */
    public boolean exists() {
        return reading.value(PlannedQuery.of(session, criteria().createExistsQuery()));
    }

    /**
     * The query as a specification of Hibernate, without offset and limit, which a specification has no place for.
     *
     * @return to be used with any session
     */
    public SelectionSpecification<E> toSpecification() {
        return specification.get();
    }

    private JpaCriteriaQuery<E> criteria() {
        return (JpaCriteriaQuery<E>) specification.get().buildCriteria(session.getCriteriaBuilder());
    }

    private List<E> rows(Reading part) {
        return fetches.complete(session, part.rows(query()), part.execution());
    }

    private SelectionQuery<E> query() {
        var rows = specification.get();
        if (!fetches.isEmpty()) {
            rows.augment((builder, criteria, root) -> fetches.joinSingular(root));
        }
        return PlannedQuery.of(session, rows);
    }
}
