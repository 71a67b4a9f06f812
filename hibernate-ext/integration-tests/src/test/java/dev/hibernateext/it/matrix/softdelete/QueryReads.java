/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static dev.hibernateext.it.matrix.softdelete.Expectation.ALL;
import static dev.hibernateext.it.matrix.softdelete.Expectation.ALONG;
import static dev.hibernateext.it.matrix.softdelete.Expectation.OF_SCOPE;
import static dev.hibernateext.it.matrix.softdelete.ReadWay.number;
import static dev.hibernateext.it.matrix.softdelete.ReadWay.rows;

import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.SharedSessionContract;

/** Queries with the entity as their root, or as the root of a part of them. */
final class QueryReads {

    static final String NATIVE_SELECT = "native SQL `select`";

    static final List<ReadWay> WAYS = List.of(
            rows("HQL `select`", OF_SCOPE, "from %E e where e.scene = :scene"),
            rows("HQL of the root entity", OF_SCOPE, "from %R e where e.scene = :scene")
                    .onlyTo(Shape::isHierarchy),
            rows("HQL projection", OF_SCOPE, "select e.code from %E e where e.scene = :scene"),
            rows("HQL of identifiers", OF_SCOPE, "select e.id from %E e where e.scene = :scene"),
            number("`count`", OF_SCOPE, "select count(*) from %E e where e.scene = :scene"),
            number(
                    "`count` of a collection's rows",
                    OF_SCOPE,
                    "select count(t) from %E e join e.tags t where e.scene = :scene"),
            number("`sum`", OF_SCOPE, "select sum(length(e.text)) from %E e where e.scene = :scene"),
            number("`group by`", OF_SCOPE, "select count(e) from %E e where e.scene = :scene group by e.scene"),
            rows("`distinct`", OF_SCOPE, "select distinct e.code from %E e where e.scene = :scene"),
            rows("window function", OF_SCOPE, "select count(e.code) over () from %E e where e.scene = :scene"),
            number(
                    "`exists` sub-query",
                    OF_SCOPE,
                    "select count(p) from %P p where p.scene = :scene and exists (select 1 from %E e where e.code = p.code)"),
            number(
                    "`in` sub-query",
                    OF_SCOPE,
                    "select count(p) from %P p where p.scene = :scene and p.code in (select e.code from %E e)"),
            number(
                    "sub-query in `select`",
                    OF_SCOPE,
                    "select (select count(e) from %E e where e.scene = s.id) from %S s where s.id = :scene"),
            number(
                    "common table expression",
                    OF_SCOPE,
                    "with x as (select e.code as code from %E e where e.scene = :scene) select count(*) from x x"),
            number(
                    "derived table",
                    OF_SCOPE,
                    "select count(*) from (select e.code as code from %E e where e.scene = :scene) x"),
            rows(
                    "`union`",
                    OF_SCOPE,
                    "select e.code from %E e where e.scene = :scene union select f.code from %E f where f.scene = :scene"),
            number("second root", OF_SCOPE, "select count(e) from %S s, %E e where s.id = :scene and e.scene = s.id"),
            number(
                    "join with an entity",
                    ALONG,
                    "select count(e) from %S s join %E e on e.scene = s.id where s.id = :scene"),
            number(
                    "left join with an entity",
                    ALONG,
                    "select count(e) from %S s left join %E e on e.scene = s.id where s.id = :scene"),
            ReadWay.of("Criteria `select`", OF_SCOPE, QueryReads::byCriteria),
            ReadWay.of("Criteria `count`", OF_SCOPE, QueryReads::countedByCriteria),
            ReadWay.of(
                    "named query `select`",
                    OF_SCOPE,
                    (scene, session) -> session.createNamedSelectionQuery(scene.hql("%E.ofScene"), scene.type())
                            .setParameter("scene", scene.number())
                            .getResultList()
                            .size()),
            ReadWay.of(
                    "page of a query",
                    OF_SCOPE,
                    (scene, session) -> scene.query(
                                    session, "from %E e where e.scene = :scene order by e.code", scene.type())
                            .setFirstResult(0)
                            .setMaxResults(5)
                            .getResultList()
                            .size()),
            ReadWay.of("scrolled query", OF_SCOPE, QueryReads::scrolled),
            ReadWay.of(
                    "query with `PESSIMISTIC_WRITE`",
                    OF_SCOPE,
                    (scene, session) -> scene.query(session, "from %E e where e.scene = :scene", scene.type())
                            .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
                            .getResultList()
                            .size()),
            ReadWay.stateless(
                    "HQL `select` in a `StatelessSession`",
                    OF_SCOPE,
                    (scene, session) -> scene.query(session, "from %E e where e.scene = :scene", scene.type())
                            .getResultList()
                            .size()),
            ReadWay.of(
                            NATIVE_SELECT,
                            ALL,
                            (scene, session) -> session.createNativeQuery(
                                            scene.hql("select * from %E where scene = ") + scene.number(), scene.type())
                                    .getResultList()
                                    .size())
                    .onlyTo(shape -> shape.isOneTable() && shape.resolvesReferences()));

    private QueryReads() {}

    private static int byCriteria(Scene scene, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(Item.class);
        var item = query.from(scene.type());
        return session.createSelectionQuery(query.select(item).where(builder.equal(item.get("scene"), scene.number())))
                .getResultList()
                .size();
    }

    private static int countedByCriteria(Scene scene, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(Long.class);
        var item = query.from(scene.type());
        return session.createSelectionQuery(
                        query.select(builder.count(item)).where(builder.equal(item.get("scene"), scene.number())))
                .getSingleResult()
                .intValue();
    }

    private static int scrolled(Scene scene, SharedSessionContract session) {
        var seen = 0;
        try (var results = scene.query(session, "from %E e where e.scene = :scene", scene.type())
                .scroll()) {
            while (results.next()) {
                seen++;
            }
        }
        return seen;
    }
}
