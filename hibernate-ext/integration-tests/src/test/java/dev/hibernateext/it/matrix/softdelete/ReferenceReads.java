/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static dev.hibernateext.it.matrix.softdelete.Expectation.ALL;
import static dev.hibernateext.it.matrix.softdelete.Expectation.ALONG;
import static dev.hibernateext.it.matrix.softdelete.Expectation.REFERRED;
import static dev.hibernateext.it.matrix.softdelete.ReadWay.number;

import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;

/** Reads along the foreign key of something that is not soft-deletable. */
final class ReferenceReads {

    private static final String OF_SCENE = " where p.scene = :scene";

    static final List<ReadWay> WAYS = List.of(
            ReadWay.of(
                    "lazy to-one",
                    REFERRED,
                    (scene, session) -> Seen.present(
                            scene.items(),
                            item -> Hibernate.initialize(
                                    slip(scene, session, item).one()))),
            ReadWay.of(
                    "`getReference`",
                    REFERRED,
                    (scene, session) -> Seen.present(
                            scene.ids(), id -> Hibernate.initialize(session.getReference(scene.type(), id)))),
            ReadWay.of("to-one of an entity graph", REFERRED, ReferenceReads::byGraph),
            ReadWay.of("`join fetch` of a to-one", REFERRED, ReferenceReads::fetched),
            ReadWay.stateless("`join fetch` of a to-one in a `StatelessSession`", REFERRED, ReferenceReads::fetched)
                    .onlyTo(Shape::resolvesReferences),
            number("foreign key", ALL, "select count(*) from (select p.one.id as one from %P p" + OF_SCENE + ") x")
                    .onlyTo(shape -> shape.type() != Seat.class),
            number(
                    "path through a to-one",
                    ALONG,
                    "select count(p) from %P p" + OF_SCENE + " and p.one.code is not null"),
            number("join with a to-one", ALONG, "select count(e) from %P p join p.one e" + OF_SCENE),
            number("left join with a to-one", ALONG, "select count(e.code) from %P p left join p.one e" + OF_SCENE),
            number(
                    "join with a to-one that nothing else uses",
                    ALONG,
                    "select count(*) from %P p join p.one e" + OF_SCENE),
            number("`sum` over a to-one", ALONG, "select sum(length(e.text)) from %P p join p.one e" + OF_SCENE),
            number("join beyond a to-one", ALONG, "select count(t) from %P p join p.one e join e.tags t" + OF_SCENE),
            number(
                    "`size` of a to-one's collection",
                    ALONG,
                    "select sum(size(e.tags)) from %P p join p.one e" + OF_SCENE));

    private ReferenceReads() {}

    static Slip<?> slip(Scene scene, Session session, int item) {
        return (Slip<?>) session.find(scene.shape().slipType(), item);
    }

    private static int byGraph(Scene scene, Session session) {
        var graph = session.createEntityGraph(scene.shape().slipType());
        graph.addAttributeNode("one");
        return Seen.present(scene.items(), item -> isThere((Slip<?>) session.find(graph, item)));
    }

    private static int fetched(Scene scene, SharedSessionContract session) {
        return Seen.present(
                scene.items(),
                item -> isThere(scene.query(
                                session, "from %P p left join fetch p.one" + OF_SCENE + " and p.id = :item", Slip.class)
                        .setParameter("item", item)
                        .getSingleResult()));
    }

    private static void isThere(Slip<?> slip) {
        if (!Hibernate.isInitialized(slip.one()) || slip.one() == null) {
            throw new IllegalStateException("A fetched reference is not there.");
        }
    }
}
