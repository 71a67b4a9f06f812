/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static dev.hibernateext.it.matrix.softdelete.Expectation.ALONG;
import static dev.hibernateext.it.matrix.softdelete.ReadWay.number;

import java.util.List;
import org.hibernate.Session;

/** Reads along collections and joins, from something that is not soft-deletable. */
final class AssociationReads {

    private static final String OF_SCENE = " where s.id = :scene";

    static final List<ReadWay> ALL = List.of(
            ReadWay.of(
                    "many-to-many collection",
                    ALONG,
                    (scene, session) -> shelf(scene, session).many().size()),
            ReadWay.of(
                    "one-to-many collection",
                    ALONG,
                    (scene, session) -> shelf(scene, session).owned().size()),
            ReadWay.of("collection of an entity graph", ALONG, AssociationReads::byGraph),
            ReadWay.of(
                    "`join fetch` of a collection",
                    ALONG,
                    (scene, session) -> scene.query(
                                    session,
                                    "from %S s left join fetch s.many left join fetch s.owned" + OF_SCENE,
                                    Shelf.class)
                            .getSingleResult()
                            .many()
                            .size()),
            ReadWay.stateless(
                    "`join fetch` in a `StatelessSession`",
                    ALONG,
                    (scene, session) -> scene.query(
                                    session, "from %S s left join fetch s.owned" + OF_SCENE, Shelf.class)
                            .getSingleResult()
                            .owned()
                            .size()),
            number("join with a many-to-many collection", ALONG, "select count(e) from %S s join s.many e" + OF_SCENE),
            number(
                    "left join with a many-to-many collection",
                    ALONG,
                    "select count(e) from %S s left join s.many e" + OF_SCENE),
            number("join with a one-to-many collection", ALONG, "select count(e) from %S s join s.owned e" + OF_SCENE),
            number(
                    "left join with a one-to-many collection",
                    ALONG,
                    "select count(e) from %S s left join s.owned e" + OF_SCENE),
            number("join that nothing else uses", ALONG, "select count(*) from %S s join s.many e" + OF_SCENE),
            number("`sum` over a join", ALONG, "select sum(length(e.text)) from %S s join s.many e" + OF_SCENE),
            number(
                    "`group by` over a join",
                    ALONG,
                    "select count(e.code) from %S s join s.owned e" + OF_SCENE + " group by s.id"),
            number("join beyond the entity", ALONG, "select count(t) from %S s join s.many e join e.tags t" + OF_SCENE),
            number("treated join", ALONG, "select count(e) from %S s join treat(s.many as %E) e" + OF_SCENE)
                    .onlyTo(Shape::isHierarchy),
            number("`size` of a many-to-many collection", ALONG, "select size(s.many) from %S s" + OF_SCENE),
            number("`size` of a one-to-many collection", ALONG, "select size(s.owned) from %S s" + OF_SCENE),
            member("`member of`", ":item member of s.many"),
            member("`in elements`", ":item in elements(s.owned)"),
            member("`exists` of a collection", "exists (select 1 from s.many x where x = :item)"),
            number("sub-query of a collection", ALONG, "select (select count(x) from s.many x) from %S s" + OF_SCENE),
            number(
                    "`is not empty` of a row's own collection",
                    ALONG,
                    "select count(e) from %S s join s.many e" + OF_SCENE + " and e.tags is not empty"));

    private AssociationReads() {}

    @SuppressWarnings("unchecked") // Nobody puts anything on it.
    static Shelf<Item> shelf(Scene scene, Session session) {
        return (Shelf<Item>) session.find(scene.shape().shelfType(), scene.number());
    }

    private static int byGraph(Scene scene, Session session) {
        var graph = session.createEntityGraph(scene.shape().shelfType());
        graph.addAttributeNode("many");
        return ((Shelf<?>) session.find(graph, scene.number())).many().size();
    }

    private static ReadWay member(String name, String condition) {
        var hql = "select count(s) from %S s" + OF_SCENE + " and " + condition;
        return ReadWay.of(
                name,
                ALONG,
                (scene, session) -> scene.ids().stream()
                        .mapToInt(id -> scene.query(session, hql, Long.class)
                                .setParameter("item", session.getReference(scene.type(), id))
                                .getSingleResult()
                                .intValue())
                        .sum());
    }
}
