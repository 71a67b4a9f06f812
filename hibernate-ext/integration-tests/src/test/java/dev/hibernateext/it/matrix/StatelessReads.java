/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.StatelessSession;

/** Reads through a stateless session, and through the Jakarta Data repositories over it. */
final class StatelessReads {

    static final List<ReadPath> ALL = List.of(
            reading("`StatelessSession.get`", (bench, session) -> session.get(bench.type(), bench.id())),
            reading(
                    "`getMultiple`",
                    (bench, session) -> session.getMultiple(bench.type(), List.of(bench.id()))
                            .get(0)),
            reading(
                    "HQL `select` in a `StatelessSession`",
                    (bench, session) -> session.createSelectionQuery(
                                    bench.hql("from %E e where e.id = %I"), bench.type())
                            .getSingleResult()),
            reading(
                            "Jakarta Data `@Find`",
                            (bench, session) -> Repositories.of(bench, session).byId(bench.id()))
                    .onlyTo(Repositories::has),
            reading(
                            "Jakarta Data `@Query` select",
                            (bench, session) -> Repositories.of(bench, session).queried(bench.id()))
                    .onlyTo(Repositories::has));

    private StatelessReads() {}

    private static ReadPath reading(String name, BiFunction<Bench, StatelessSession, Row> read) {
        return ReadPath.of(name, bench -> bench.fromStatelessSession(session -> Seen.of(read.apply(bench, session))));
    }
}
