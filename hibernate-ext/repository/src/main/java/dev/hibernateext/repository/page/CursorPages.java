/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.repository.attribute.PlannedQuery;
import dev.hibernateext.repository.attribute.Projection;
import dev.hibernateext.repository.attribute.ValueQuery;
import dev.hibernateext.repository.session.OpenSession;
import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.Order;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one entity in one sort, found by the values of the row they begin behind. A page costs the same at any depth
 * if an index begins with the sort's keys, and no row is seen twice or skipped because others came or went.
 *
 * <pre>{@code
 * var pages = CursorPages.of(factory, Track.class)
 *         .ascending("album.title")
 *         .descending("unitPrice")
 *         .signedWith(key)
 *         .build();
 * var first = pages.read(session, CursorRequest.first(20), query -> query.restrict(filter));
 * var second = pages.read(session, CursorRequest.after(first.next(), 20), query -> query.restrict(filter));
 * }</pre>
 *
 * <p>The id is added to the sort, so that no two rows are equal. A row whose key changes between two pages may be seen twice or
 * not at all.
 *
 * <p>Tokens hold the values of the sort keys, readable by whoever has them and protected from changes by a signature: do not
 * sort by what a client may not see. They can be used on every node and after a restart, with the entity, sort and tenant
 * they were made for; filters may differ.
 *
 * <p>Immutable; safe for use by many threads. To be made once.
 *
 * @param <E> the entity
 */
public final class CursorPages<E> {

    private final Class<E> entity;
    private final Items<E, E> entities;
    private final List<CursorKey<E>> keys;
    private final List<CursorKey<E>> reversed;
    private final List<String> attributes;
    private final TokenCodec tokens;
    private final boolean rowValues;
    private final QueryExecution execution;

    CursorPages(Class<E> entity, List<CursorKey<E>> keys, TokenCodec tokens, boolean rowValues) {
        this.rowValues = rowValues;
        this.entity = entity;
        this.entities = new Items.Entities<>(entity);
        this.keys = keys;
        this.reversed = keys.stream().map(CursorKey::reversed).toList();
        this.attributes = keys.stream().map(key -> key.path().name()).toList();
        this.tokens = tokens;
        this.execution = QueryExecution.PLAIN;
    }

    private CursorPages(CursorPages<E> other, QueryExecution execution) {
        this.rowValues = other.rowValues;
        this.entity = other.entity;
        this.entities = other.entities;
        this.keys = other.keys;
        this.reversed = other.reversed;
        this.attributes = other.attributes;
        this.tokens = other.tokens;
        this.execution = execution;
    }

    /**
     * Begins to say how rows are sorted and tokens signed.
     *
     * @param factory whose mapping the attributes are looked up in
     * @param entity the entity to page through
     * @param <E> the entity
     * @return sorts by id only so far
     */
    public static <E> CursorPagesBuilder<E> of(SessionFactory factory, Class<E> entity) {
        return new CursorPagesBuilder<>(factory, entity);
    }

    /**
     * Executes the queries for pages otherwise.
     *
     * @param other how; takes the place of the one before
     * @return the same pages
     */
    public CursorPages<E> executedBy(QueryExecution other) {
        return new CursorPages<>(this, other);
    }

    /**
     * Reads a page.
     *
     * @param entityManager an open session or entity manager; the proxy of a container only in a transaction
     * @param request which page
     * @param query adds restrictions and fetches of to-one associations; orders it adds are dropped
     * @return the page
     * @throws InvalidCursorException if the request's token cannot be used
     * @throws dev.hibernateext.repository.session.ClosedSessionException if it is such a proxy outside of a transaction
     */
    public CursorPage<E> read(
            EntityManager entityManager, CursorRequest request, UnaryOperator<SelectionSpecification<E>> query) {
        return page(OpenSession.behind(entityManager), request, query, entities);
    }

    /**
     * Reads a page.
     *
     * @param session an open stateless session
     * @param request which page
     * @param query adds restrictions and fetches of to-one associations; orders it adds are dropped
     * @return the page
     * @throws InvalidCursorException if the request's token cannot be used
     */
    public CursorPage<E> read(
            StatelessSession session, CursorRequest request, UnaryOperator<SelectionSpecification<E>> query) {
        return page(session, request, query, entities);
    }

    /**
     * Reads a page of values in the place of entities. Its tokens are those of any page of this sort.
     *
     * @param entityManager an open session or entity manager; the proxy of a container only in a transaction
     * @param request which page
     * @param query adds restrictions; orders and fetches it adds are dropped
     * @param projection which values; the sort's keys need not be among them
     * @param <R> the record
     * @return the page
     * @throws InvalidCursorException if the request's token cannot be used
     * @throws dev.hibernateext.repository.session.ClosedSessionException if it is such a proxy outside of a transaction
     */
    public <R extends Record> CursorPage<R> read(
            EntityManager entityManager,
            CursorRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Projection<E, R> projection) {
        return page(OpenSession.behind(entityManager), request, query, new Items.Records<>(projection));
    }

    /**
     * Reads a page of values in the place of entities. Its tokens are those of any page of this sort.
     *
     * @param session an open stateless session
     * @param request which page
     * @param query adds restrictions; orders and fetches it adds are dropped
     * @param projection which values; the sort's keys need not be among them
     * @param <R> the record
     * @return the page
     * @throws InvalidCursorException if the request's token cannot be used
     */
    public <R extends Record> CursorPage<R> read(
            StatelessSession session,
            CursorRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Projection<E, R> projection) {
        return page(session, request, query, new Items.Records<>(projection));
    }

    /**
     * The tokens of this sort, for pages that are read otherwise.
     *
     * @param entityManager an open session or entity manager; its tenant is that of the tokens
     * @return made for this tenant; needs the session no more
     */
    public CursorTokens tokens(EntityManager entityManager) {
        return new CursorTokens(attributes, tokens, tenantOf(entityManager.unwrap(SharedSessionContract.class)));
    }

    /**
     * The tokens of this sort, for pages that are read otherwise.
     *
     * @param session an open stateless session; its tenant is that of the tokens
     * @return made for this tenant; needs the session no more
     */
    public CursorTokens tokens(StatelessSession session) {
        return new CursorTokens(attributes, tokens, tenantOf(session));
    }

    private <R> CursorPage<R> page(
            SharedSessionContract session,
            CursorRequest request,
            UnaryOperator<SelectionSpecification<E>> query,
            Items<E, R> items) {
        var tenant = tenantOf(session);
        var direction = request.backward() ? reversed : keys;
        var token = request.token();
        var stretches = token == null
                ? List.of(Restriction.<E>unrestricted())
                : new Position<>(direction, tokens.decode(token, tenant), rowValues).stretchesAfter();
        var rows = new ArrayList<Object[]>();
        for (var stretch : stretches) {
            // One more than asked for tells whether there is another page.
            var missing = request.size() + 1 - rows.size();
            if (missing > 0) {
                var specification = sorted(query, direction).restrict(stretch);
                var values = select(ValueQuery.of(session, specification), items);
                rows.addAll(execution.getResultList(values.setMaxResults(missing)));
            }
        }
        return page(rows, request, tenant, items);
    }

    private SelectionSpecification<E> sorted(
            UnaryOperator<SelectionSpecification<E>> query, List<CursorKey<E>> direction) {
        return query.apply(PlannedQuery.all(entity))
                .resort(List.<Order<? super E>>of())
                .augment((builder, criteria, root) -> criteria.orderBy(direction.stream()
                        .map(key -> key.orderIn(root, (HibernateCriteriaBuilder) builder))
                        .toList()));
    }

    /** Each row has its sort keys, as they are in the database, whatever the session has changed; then its item. */
    private SelectionQuery<Object[]> select(ValueQuery<E> query, Items<E, ?> items) {
        return items.prepare(query).select(root -> {
            var selections = new ArrayList<Selection<?>>();
            keys.forEach(key -> selections.add(key.selectedIn(root)));
            selections.addAll(items.in(root));
            return selections;
        });
    }

    private <R> CursorPage<R> page(
            List<Object[]> rows, CursorRequest request, @Nullable String tenant, Items<E, R> items) {
        var more = rows.size() > request.size();
        var shown = new ArrayList<>(more ? rows.subList(0, request.size()) : rows);
        if (request.backward()) {
            Collections.reverse(shown);
        }
        var hasToken = request.token() != null;
        return new CursorPage<>(
                shown.stream().map(row -> items.read(behindKeys(row))).toList(),
                index -> token(shown.get(index), tenant),
                request.backward() ? more : hasToken,
                request.backward() ? hasToken : more);
    }

    private Object[] behindKeys(Object[] row) {
        return Arrays.copyOfRange(row, keys.size(), row.length);
    }

    private String token(Object[] row, @Nullable String tenant) {
        var values = new ArrayList<@Nullable Object>(keys.size());
        for (var i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).read(row[i]));
        }
        return tokens.encode(values, tenant);
    }

    /** The session's own tenant, or the one work is done for. */
    private static @Nullable String tenantOf(SharedSessionContract session) {
        var tenant = session.getTenantIdentifierValue();
        if (tenant != null) {
            return tenant.toString();
        }
        var key = Contexts.current().tenant();
        return key == null ? null : key.value();
    }
}
