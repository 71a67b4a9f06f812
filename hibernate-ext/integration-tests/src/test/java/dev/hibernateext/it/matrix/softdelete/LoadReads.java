/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static dev.hibernateext.it.matrix.softdelete.Expectation.ALONG;
import static dev.hibernateext.it.matrix.softdelete.Expectation.OF_SCOPE;

import dev.hibernateext.core.softdelete.DeletedRows;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.Session;

/** Loads of single rows, by identifier, natural identifier or instance. */
final class LoadReads {

    static final List<ReadWay> ALL = List.of(
            ReadWay.of("`find`", OF_SCOPE, LoadReads::find),
            locking("`find` with `OPTIMISTIC`", LockModeType.OPTIMISTIC).onlyTo(Shape::isVersioned),
            locking("`find` with `PESSIMISTIC_READ`", LockModeType.PESSIMISTIC_READ),
            locking("`find` with `PESSIMISTIC_WRITE`", LockModeType.PESSIMISTIC_WRITE),
            ReadWay.of("`find` with an entity graph", OF_SCOPE, LoadReads::byGraph),
            ReadWay.of(
                    "`findMultiple`",
                    OF_SCOPE,
                    (scene, session) -> Seen.of(session.findMultiple(scene.type(), scene.ids()))),
            ReadWay.of("natural id", OF_SCOPE, LoadReads::byCode),
            ReadWay.of("`findMultiple` by natural id", OF_SCOPE, LoadReads::byCodes),
            ReadWay.of("`find` where the session has a reference", OF_SCOPE, LoadReads::afterReference),
            ReadWay.of("`find` where a reference was resolved", OF_SCOPE, LoadReads::afterResolving),
            ReadWay.of("natural id where a reference was resolved", OF_SCOPE, LoadReads::byCodeAfterResolving),
            after("`refresh`", OF_SCOPE, Session::refresh),
            after(
                            "`lock` with `PESSIMISTIC_WRITE`",
                            ALONG,
                            (session, item) -> session.lock(item, LockMode.PESSIMISTIC_WRITE))
                    .onlyTo(Shape::isVersioned),
            ReadWay.stateless(
                    "`StatelessSession.get`",
                    OF_SCOPE,
                    (scene, session) -> Seen.each(scene.ids(), id -> session.get(scene.type(), id))),
            ReadWay.stateless(
                    "`StatelessSession.get` with `PESSIMISTIC_WRITE`",
                    OF_SCOPE,
                    (scene, session) ->
                            Seen.each(scene.ids(), id -> session.get(scene.type(), id, LockMode.PESSIMISTIC_WRITE))),
            ReadWay.stateless(
                    "`getMultiple`",
                    OF_SCOPE,
                    (scene, session) -> Seen.of(session.getMultiple(scene.type(), scene.ids()))));

    private LoadReads() {}

    static int find(Scene scene, Session session) {
        return Seen.each(scene.ids(), id -> session.find(scene.type(), id));
    }

    static int byCode(Scene scene, Session session) {
        return Seen.each(scene.items(), item -> session.find(scene.type(), "c" + item, KeyType.NATURAL));
    }

    private static int byCodes(Scene scene, Session session) {
        var codes = scene.items().stream().map(item -> "c" + item).toList();
        return Seen.of(session.findMultiple(scene.type(), codes, KeyType.NATURAL));
    }

    private static ReadWay locking(String name, LockModeType mode) {
        return ReadWay.of(
                name, OF_SCOPE, (scene, session) -> Seen.each(scene.ids(), id -> session.find(scene.type(), id, mode)));
    }

    private static int byGraph(Scene scene, Session session) {
        var graph = session.createEntityGraph(scene.type());
        graph.addAttributeNode("tags");
        return Seen.each(scene.ids(), id -> session.find(graph, id));
    }

    private static int afterReference(Scene scene, Session session) {
        scene.ids().forEach(id -> session.getReference(scene.type(), id));
        return find(scene, session);
    }

    private static int afterResolving(Scene scene, Session session) {
        resolve(scene, session);
        return find(scene, session);
    }

    private static int byCodeAfterResolving(Scene scene, Session session) {
        resolve(scene, session);
        return byCode(scene, session);
    }

    private static void resolve(Scene scene, Session session) {
        for (var item : scene.items()) {
            Seen.present(
                    List.of(item),
                    key -> Hibernate.initialize(
                            ReferenceReads.slip(scene, session, key).one()));
        }
    }

    /* In two transactions, since MariaDB shows one transaction one snapshot; in a scope, what is there was read as elements. */
    private static ReadWay after(String name, Expectation expectation, BiConsumer<Session, Object> read) {
        return ReadWay.around(name, expectation, scene -> {
            if (scene.scope() != DeletedRows.EXCLUDE) {
                scene.delete();
                return scene.fromSession(session -> present(elements(scene, session), session, read));
            }
            return scene.fromOpenSession(session -> {
                var items = inTransaction(session, () -> elements(scene, session));
                scene.delete();
                return inTransaction(session, () -> present(items, session, read));
            });
        });
    }

    private static <T> T inTransaction(Session session, java.util.function.Supplier<T> work) {
        session.beginTransaction();
        var result = work.get();
        session.getTransaction().commit();
        return result;
    }

    private static List<? extends Item> elements(Scene scene, Session session) {
        return List.copyOf(AssociationReads.shelf(scene, session).many());
    }

    private static int present(List<? extends Item> items, Session session, BiConsumer<Session, Object> read) {
        return Seen.present(items, item -> read.accept(session, item));
    }
}
