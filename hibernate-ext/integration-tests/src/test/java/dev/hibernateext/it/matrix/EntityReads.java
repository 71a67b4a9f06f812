/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.KeyType;
import org.hibernate.Session;

/** Reads of single rows, and along their associations, through a session. */
final class EntityReads {

    static final List<ReadPath> ALL = List.of(
            reading("`find`", (bench, session) -> session.find(bench.type(), bench.id())),
            reading("`getReference`", (bench, session) -> session.getReference(bench.type(), bench.id())),
            reading(
                    "`findMultiple`",
                    (bench, session) -> session.findMultiple(bench.type(), List.of(bench.id()))
                            .get(0)),
            reading("natural id", (bench, session) -> session.find(bench.type(), "c" + bench.id(), KeyType.NATURAL)),
            reading("lazy to-one", (bench, session) -> holder(bench, session).one()),
            reading("collection", (bench, session) -> holder(bench, session).firstOfMany()),
            reading("entity graph", EntityReads::byGraph),
            ReadPath.around("`refresh`", EntityReads::refreshed),
            locking("`find` with `OPTIMISTIC`", LockModeType.OPTIMISTIC),
            locking("`find` with `PESSIMISTIC_READ`", LockModeType.PESSIMISTIC_READ),
            locking("`find` with `PESSIMISTIC_WRITE`", LockModeType.PESSIMISTIC_WRITE));

    private EntityReads() {}

    private static ReadPath reading(String name, BiFunction<Bench, Session, Row> read) {
        return ReadPath.of(name, bench -> bench.fromSession(session -> Seen.of(read.apply(bench, session))));
    }

    private static ReadPath locking(String name, LockModeType mode) {
        return reading(name, (bench, session) -> session.find(bench.type(), bench.id(), mode));
    }

    private static Holder<?> holder(Bench bench, Session session) {
        return session.find(bench.shape().newHolder().get().getClass(), bench.id());
    }

    private static Row byGraph(Bench bench, Session session) {
        var graph = session.createEntityGraph(bench.shape().newHolder().get().getClass());
        graph.addAttributeNode("one");
        return session.find(graph, bench.id()).one();
    }

    /** In two transactions, since MariaDB shows one transaction one snapshot. */
    private static Seen refreshed(Bench bench) {
        return bench.fromOpenSession(session -> {
            session.beginTransaction();
            var row = session.find(bench.type(), bench.id());
            session.getTransaction().commit();
            bench.meanwhile();
            session.beginTransaction();
            session.refresh(row);
            session.getTransaction().commit();
            return Seen.of(row);
        });
    }
}
