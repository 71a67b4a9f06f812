/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.it.matrix.softdelete.WriteWay.Effect;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.MutationQuery;

/** Writes through HQL and criteria statements. */
final class StatementWrites {

    private static final String UPDATE = "update %E e set e.text = 'b' where e.code = :code";
    private static final String DELETE = "delete %E e where e.code = :code";
    private static final String SELECTED = " where e.code in (select f.code from %E f where f.code = :code)";

    static final List<WriteWay> ALL = List.of(
            hql("HQL `delete`", Effect.DELETE_SEEN, DELETE),
            hql("HQL `delete` of the root entity", Effect.DELETE_SEEN, "delete %R e where e.code = :code")
                    .onlyTo(Shape::isHierarchy),
            hql("HQL `delete` with a sub-query", Effect.DELETE_SEEN, "delete %E e" + SELECTED),
            statement("Criteria `delete`", Effect.DELETE_SEEN, StatementWrites::criteriaDelete),
            stateless("HQL `delete` in a `StatelessSession`", Effect.DELETE_SEEN, DELETE),
            hql("HQL `update`", Effect.UPDATE_SEEN, UPDATE),
            hql(
                            "HQL `update` of the root entity",
                            Effect.UPDATE_SEEN,
                            "update %R e set e.text = 'b' where e.code = :code")
                    .onlyTo(Shape::isHierarchy),
            hql("HQL `update` with a sub-query", Effect.UPDATE_SEEN, "update %E e set e.text = 'b'" + SELECTED),
            statement("Criteria `update`", Effect.UPDATE_SEEN, StatementWrites::criteriaUpdate),
            stateless("HQL `update` in a `StatelessSession`", Effect.UPDATE_SEEN, UPDATE));

    private StatementWrites() {}

    private static WriteWay hql(String name, Effect effect, String hql) {
        return statement(name, effect, (scene, session) -> scene.mutation(session, hql));
    }

    private static WriteWay stateless(String name, Effect effect, String hql) {
        return WriteWay.of(name, effect, (scene, item, meanwhile) -> {
            meanwhile.run();
            scene.inStatelessSession(session -> execute(scene.mutation(session, hql), item));
        });
    }

    private static WriteWay statement(
            String name, Effect effect, BiFunction<Scene, SharedSessionContract, MutationQuery> query) {
        return WriteWay.of(name, effect, (scene, item, meanwhile) -> {
            meanwhile.run();
            scene.inSession(session -> execute(query.apply(scene, session), item));
        });
    }

    private static void execute(MutationQuery statement, int item) {
        statement.setParameter("code", "c" + item).executeUpdate();
    }

    private static MutationQuery criteriaUpdate(Scene scene, SharedSessionContract session) {
        return criteriaUpdate(scene.type(), session);
    }

    private static <I extends Item> MutationQuery criteriaUpdate(Class<I> type, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var update = builder.createCriteriaUpdate(type);
        var item = update.from(type);
        return session.createMutationQuery(update.set("text", Scene.NEW_TEXT)
                .where(builder.equal(item.get("code"), builder.parameter(String.class, "code"))));
    }

    private static MutationQuery criteriaDelete(Scene scene, SharedSessionContract session) {
        return criteriaDelete(scene.type(), session);
    }

    private static <I extends Item> MutationQuery criteriaDelete(Class<I> type, SharedSessionContract session) {
        var builder = session.getCriteriaBuilder();
        var delete = builder.createCriteriaDelete(type);
        var item = delete.from(type);
        return session.createMutationQuery(
                delete.where(builder.equal(item.get("code"), builder.parameter(String.class, "code"))));
    }
}
