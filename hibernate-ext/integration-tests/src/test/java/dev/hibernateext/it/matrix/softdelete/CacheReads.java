/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static dev.hibernateext.it.matrix.softdelete.Expectation.ALONG;
import static dev.hibernateext.it.matrix.softdelete.Expectation.OF_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * Reads that the second-level cache and the query cache would answer: everything is read before the delete, by a session that
 * sees all after it, and twice by the session in question.
 */
final class CacheReads {

    private static final String ITEMS = "from %E e where e.scene = :scene";

    static final List<ReadWay> ALL = List.of(
            cached("second-level cache", OF_SCOPE, LoadReads::find),
            cached(
                    "second-level cache (`findMultiple`)",
                    OF_SCOPE,
                    (scene, session) -> Seen.of(session.findMultiple(scene.type(), scene.ids()))),
            ReadWay.around("second-level cache (`StatelessSession.get`)", OF_SCOPE, CacheReads::stateless),
            cached("natural-id cache", OF_SCOPE, LoadReads::byCode),
            cached(
                    "collection cache (many-to-many)",
                    ALONG,
                    (scene, session) ->
                            AssociationReads.shelf(scene, session).many().size()),
            cached(
                    "collection cache (one-to-many)",
                    ALONG,
                    (scene, session) ->
                            AssociationReads.shelf(scene, session).owned().size()),
            cached("query cache (entity)", OF_SCOPE, (scene, session) -> query(scene, session, ITEMS)),
            cached(
                    "query cache (projection)",
                    OF_SCOPE,
                    (scene, session) -> query(scene, session, "select e.code from %E e where e.scene = :scene")),
            cached(
                    "query cache (join)",
                    ALONG,
                    (scene, session) ->
                            query(scene, session, "select e.code from %S s join s.many e where s.id = :scene")));

    private CacheReads() {}

    private static int stateless(Scene scene) {
        scene.inDefaultSession(session -> LoadReads.find(scene, session));
        scene.delete();
        scene.inDefaultSession(session -> resolveReferences(scene, session));
        scene.inDefaultStatelessSession(session -> fetchReferences(scene, session));
        return scene.fromStatelessSession(session -> Seen.each(scene.ids(), id -> session.get(scene.type(), id)));
    }

    private static ReadWay cached(String name, Expectation expectation, ReadWay.Reading<Session> reading) {
        return ReadWay.around(name, expectation, scene -> {
            scene.inDefaultSession(session -> reading.count(scene, session));
            scene.inDefaultSession(session -> reading.count(scene, session));
            scene.delete();
            scene.inSessionThatSeesAll(session -> reading.count(scene, session));
            scene.inDefaultSession(session -> resolveReferences(scene, session));
            scene.inDefaultStatelessSession(session -> fetchReferences(scene, session));
            var first = scene.fromSession(session -> reading.count(scene, session));
            scene.recorder().clear();
            var second = scene.fromSession(session -> reading.count(scene, session));
            assertThat(second).as("second read").isEqualTo(first);
            assertAnswersFromCache(name, scene);
            return second;
        });
    }

    /* Rows that are not there are in no cache. */
    private static void assertAnswersFromCache(String name, Scene scene) {
        if (scene.scope() == DeletedRows.EXCLUDE && !name.startsWith("second-level") && !name.startsWith("natural")) {
            scene.recorder().assertCount(0);
        }
    }

    private static void resolveReferences(Scene scene, Session session) {
        for (var item : scene.items()) {
            Seen.present(
                    List.of(item),
                    key -> Hibernate.initialize(
                            ReferenceReads.slip(scene, session, key).one()));
        }
    }

    private static void fetchReferences(Scene scene, StatelessSession session) {
        scene.query(session, "from %P p left join fetch p.one where p.scene = :scene", Slip.class)
                .getResultList();
    }

    private static int query(Scene scene, Session session, String hql) {
        return scene.query(session, hql, Object.class)
                .setCacheable(true)
                .getResultList()
                .size();
    }
}
