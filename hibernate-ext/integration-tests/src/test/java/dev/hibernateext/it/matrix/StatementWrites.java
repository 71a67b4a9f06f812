/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.Function;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.MutationQuery;

/** Writes through statements: HQL, criteria and SQL. */
final class StatementWrites {

    private static final String UPDATE = "update %E e set e.text = 'b' where e.id = %I";

    static final WritePath HQL_UPDATE = hql("HQL `update`", Effect.UPDATE, UPDATE);

    static final WritePath CRITERIA_UPDATE = WritePath.of(
            "Criteria `update`",
            Effect.UPDATE,
            Report.STATEMENT,
            bench -> execute(bench, session -> criteriaUpdate(bench.type(), bench.id(), session)));

    static final List<WritePath> ALL = List.of(
            HQL_UPDATE,
            CRITERIA_UPDATE,
            WritePath.of(
                    "HQL `update` in a `StatelessSession`",
                    Effect.UPDATE,
                    Report.STATEMENT,
                    bench -> bench.inStatelessSession(session ->
                            session.createMutationQuery(bench.hql(UPDATE)).executeUpdate())),
            WritePath.of(
                    "named query `update`",
                    Effect.UPDATE,
                    Report.STATEMENT,
                    bench -> execute(
                            bench,
                            session -> session.createNamedMutationQuery(bench.hql("%E.rewrite"))
                                    .setParameter("text", Bench.NEW_TEXT)
                                    .setParameter("id", bench.id()))),
            hql("HQL `delete`", Effect.DELETE, "delete %E e where e.id = %I"),
            WritePath.of(
                    "Criteria `delete`",
                    Effect.DELETE,
                    Report.STATEMENT,
                    bench -> execute(bench, session -> criteriaDelete(bench.type(), bench.id(), session))),
            hql("HQL `insert … values`", Effect.INSERT, "insert %E (id, code, text) values (%I, 'c%I', 'b')"),
            hql(
                    "HQL `insert … select`",
                    Effect.INSERT,
                    "insert %E (id, code, text) select %I, 'c%I', 'b' from Source s where s.id = 1"),
            hql(
                            WritePaths.ON_CONFLICT,
                            Effect.UPDATE,
                            "insert %E (id, code, text) values (%I, 'c%I', 'b') on conflict %Cdo update set text = excluded.text")
                    .onlyTo(Shape::takesConflicts),
            WritePath.of(
                    WritePaths.NATIVE_UPDATE,
                    Effect.UPDATE,
                    Report.NATIVE,
                    bench -> execute(
                            bench,
                            session -> session.createNativeMutationQuery("update "
                                    + bench.shape().textTable() + " set text = 'b' where id = " + bench.id()))));

    private StatementWrites() {}

    private static WritePath hql(String name, Effect effect, String hql) {
        return WritePath.of(
                name,
                effect,
                Report.STATEMENT,
                bench -> execute(bench, session -> session.createMutationQuery(bench.hql(hql))));
    }

    private static void execute(Bench bench, Function<SharedSessionContract, MutationQuery> query) {
        bench.inSession(session -> query.apply(session).executeUpdate());
    }

    private static <R extends Row> MutationQuery criteriaUpdate(Class<R> type, int id, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var update = builder.createCriteriaUpdate(type);
        var row = update.from(type);
        return session.createMutationQuery(update.set("text", Bench.NEW_TEXT).where(builder.equal(row.get("id"), id)));
    }

    private static <R extends Row> MutationQuery criteriaDelete(Class<R> type, int id, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var delete = builder.createCriteriaDelete(type);
        var row = delete.from(type);
        return session.createMutationQuery(delete.where(builder.equal(row.get("id"), id)));
    }
}
