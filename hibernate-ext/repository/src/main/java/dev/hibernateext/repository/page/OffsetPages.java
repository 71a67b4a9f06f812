/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.core.estimate.RowEstimate;
import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.PlannedQuery;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.Sort;
import dev.hibernateext.repository.attribute.ValueQuery;
import dev.hibernateext.repository.session.OpenSession;
import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.Order;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * The pages of one entity by number. The id is added to the query's order, so that no two rows are equal and no row is on two
 * pages.
 *
 * <p>The database reads all rows before the page, so deep pages are slow, and rows that come or go shift the others: use {@link
 * CursorPages} where people scroll.
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @param <E> the entity
 */
public final class OffsetPages<E> {

    private final Class<E> entity;
    private final Sort<E> id;
    private final QueryExecution execution;

    private OffsetPages(Class<E> entity, Sort<E> id, QueryExecution execution) {
        this.entity = entity;
        this.id = id;
        this.execution = execution;
    }

    /**
     * The pages of an entity.
     *
     * @param factory whose mapping the id is looked up in
     * @param entity the entity
     * @param <E> the entity
     * @return the pages
     */
    public static <E> OffsetPages<E> of(SessionFactory factory, Class<E> entity) {
        var id = new TotalOrder(factory).of(entity, new Sort<>(List.of()));
        return new OffsetPages<>(entity, id, QueryExecution.PLAIN);
    }

    /**
     * Executes the queries for pages and totals otherwise; an estimate is not one.
     *
     * @param other how; takes the place of the one before
     * @return the same pages
     */
    public OffsetPages<E> executedBy(QueryExecution other) {
        return new OffsetPages<>(entity, id, other);
    }

    /**
     * Reads a page.
     *
     * @param entityManager an open session or entity manager; the proxy of a container only in a transaction
     * @param request which page
     * @param query adds restrictions, orders and fetches of to-one associations
     * @return the page
     * @throws dev.hibernateext.repository.session.ClosedSessionException if it is such a proxy outside of a transaction
     */
    public OffsetPage<E> read(
            EntityManager entityManager, OffsetRequest request, UnaryOperator<SelectionSpecification<E>> query) {
        return page(OpenSession.behind(entityManager), request, query);
    }

    /**
     * Reads a page.
     *
     * @param session an open stateless session
     * @param request which page
     * @param query adds restrictions, orders and fetches of to-one associations
     * @return the page
     */
    public OffsetPage<E> read(
            StatelessSession session, OffsetRequest request, UnaryOperator<SelectionSpecification<E>> query) {
        return page(session, request, query);
    }

    /**
     * Reads a page of values in the place of entities.
     *
     * @param entityManager an open session or entity manager; the proxy of a container only in a transaction
     * @param request which page
     * @param query adds restrictions and orders; fetches it adds are dropped
     * @param projection which values
     * @param <R> the record
     * @return the page
     * @throws dev.hibernateext.repository.session.ClosedSessionException if it is such a proxy outside of a transaction
     */
    public <R extends Record> OffsetPage<R> read(
            EntityManager entityManager,
            OffsetRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Projection<E, R> projection) {
        return page(OpenSession.behind(entityManager), request, query, projection);
    }

    /**
     * Reads a page of values in the place of entities.
     *
     * @param session an open stateless session
     * @param request which page
     * @param query adds restrictions and orders; fetches it adds are dropped
     * @param projection which values
     * @param <R> the record
     * @return the page
     */
    public <R extends Record> OffsetPage<R> read(
            StatelessSession session,
            OffsetRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Projection<E, R> projection) {
        return page(session, request, query, projection);
    }

    private OffsetPage<E> page(
            SharedSessionContract session, OffsetRequest request, UnaryOperator<SelectionSpecification<E>> query) {
        var rows = rows(PlannedQuery.of(session, specification(query).augment(id)), request);
        return page(rows, request, () -> total(session, request.totals(), query));
    }

    private <R extends Record> OffsetPage<R> page(
            SharedSessionContract session,
            OffsetRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Projection<E, R> projection) {
        var values = ValueQuery.of(session, specification(query).augment(id)).withoutFetches();
        var rows = rows(values.select(projection::in), request).stream()
                .map(projection::read)
                .toList();
        return page(rows, request, () -> total(session, request.totals(), query));
    }

    /** One more than asked for tells whether there is another page. */
    private <R> List<R> rows(SelectionQuery<R> query, OffsetRequest request) {
        return execution.getResultList(query.setFirstResult(request.offset()).setMaxResults(request.size() + 1));
    }

    private static <R> OffsetPage<R> page(List<R> rows, OffsetRequest request, Supplier<Total> counted) {
        var more = rows.size() > request.size();
        var items = more ? rows.subList(0, request.size()) : rows;
        var total =
                isLast(request, items, more) ? new Total.Exact(request.offset() + (long) items.size()) : counted.get();
        return new OffsetPage<>(items, request.number(), request.size(), more, atLeast(seen(rows, request), total));
    }

    /** Then its own rows and those before it are all there are. */
    private static boolean isLast(OffsetRequest request, List<?> items, boolean more) {
        return !more && (!items.isEmpty() || request.offset() == 0);
    }

    private static long seen(List<?> rows, OffsetRequest request) {
        return rows.isEmpty() ? 0 : request.offset() + (long) rows.size();
    }

    private static Total atLeast(long seen, Total total) {
        return total instanceof Total.Estimated estimated && estimated.rows() < seen
                ? new Total.Estimated(seen)
                : total;
    }

    private Total total(
            SharedSessionContract session, TotalPolicy policy, UnaryOperator<SelectionSpecification<E>> query) {
        return switch (policy.kind()) {
            case EXACT -> exact(session, query);
            case CAPPED -> capped(session, policy.most(), query);
            case ESTIMATED -> estimated(session, query);
            case NONE -> new Total.Unknown();
        };
    }

    private Total estimated(SharedSessionContract session, UnaryOperator<SelectionSpecification<E>> query) {
        var criteria = specification(query).buildCriteria(session.getCriteriaBuilder());
        var estimate = RowEstimate.of(session, criteria);
        return estimate.isPresent() ? new Total.Estimated(estimate.getAsLong()) : exact(session, query);
    }

    private Total exact(SharedSessionContract session, UnaryOperator<SelectionSpecification<E>> query) {
        var criteria = (JpaCriteriaQuery<E>) specification(query).buildCriteria(session.getCriteriaBuilder());
        return new Total.Exact(execution.getSingleResult(PlannedQuery.of(session, criteria.createCountQuery())));
    }

    /** Ids instead of a count, as a limit inside of a count needs a subquery that specifications cannot be put into. */
    private Total capped(SharedSessionContract session, int most, UnaryOperator<SelectionSpecification<E>> query) {
        var ids = specification(query).resort(List.<Order<? super E>>of());
        var counting = ValueQuery.of(session, ids).withoutFetches().select(root -> List.of(idPath().in(root)));
        var counted = execution.getResultList(counting.setMaxResults(most + 1)).size();
        return counted > most ? new Total.MoreThan(most) : new Total.Exact(counted);
    }

    private AttributePath<E> idPath() {
        return id.keys().get(0).path();
    }

    private SelectionSpecification<E> specification(UnaryOperator<SelectionSpecification<E>> query) {
        return query.apply(PlannedQuery.all(entity));
    }
}
