/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.SelectionQuery;

/** Reads through queries. */
final class QueryReads {

    /** A projection that {@link Seen#of(Object[])} understands. */
    static final String STAMPS_AND_VERSION =
            "select e.%ScreatedAt, e.%ScreatedBy, e.%SupdatedAt, e.%SupdatedBy, e.version from %E e where e.id = %I";

    private static final String AGGREGATE =
            "select min(e.%ScreatedAt), min(e.%ScreatedBy), max(e.%SupdatedAt), max(e.%SupdatedBy), max(e.version)"
                    + " from %E e where e.id = %I";

    static final List<ReadPath> ALL = List.of(
            hql("HQL `select`", "from %E e where e.id = %I"),
            projection("HQL projection", STAMPS_AND_VERSION),
            projection("aggregate", AGGREGATE),
            hql("join", "select e from %H h join h.one e where h.id = %I"),
            fetching("`join fetch`", "from %H h join fetch h.one where h.id = %I"),
            rows("Criteria `select`", (bench, session) -> criteria(bench.type(), bench.id(), session)),
            rows(
                    "named query `select`",
                    (bench, session) -> session.createNamedSelectionQuery(bench.hql("%E.byId"), bench.type())
                            .setParameter("id", bench.id())),
            rows(
                            "native SQL `select`",
                            (bench, session) -> session.createNativeQuery(
                                    bench.hql("select * from %E where id = %I"), bench.type()))
                    .onlyTo(Shape::isOneTable));

    private QueryReads() {}

    private static ReadPath rows(
            String name, BiFunction<Bench, SharedSessionContract, SelectionQuery<? extends Row>> query) {
        return ReadPath.of(
                name,
                bench -> bench.fromSession(
                        session -> Seen.of(query.apply(bench, session).getSingleResult())));
    }

    private static ReadPath hql(String name, String hql) {
        return rows(name, (bench, session) -> session.createSelectionQuery(bench.hql(hql), bench.type()));
    }

    private static ReadPath projection(String name, String hql) {
        return ReadPath.of(
                name,
                bench -> bench.fromSession(
                        session -> Seen.of(session.createSelectionQuery(bench.hql(hql), Object[].class)
                                .getSingleResult())));
    }

    private static ReadPath fetching(String name, String hql) {
        return ReadPath.of(
                name,
                bench -> bench.fromSession(session -> Seen.of(session.createSelectionQuery(bench.hql(hql), Holder.class)
                        .getSingleResult()
                        .one())));
    }

    private static <R extends Row> SelectionQuery<R> criteria(Class<R> type, int id, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(type);
        var row = query.from(type);
        return session.createSelectionQuery(query.select(row).where(builder.equal(row.get("id"), id)));
    }
}
