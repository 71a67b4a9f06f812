/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * A way to read.
 *
 * @param name as the user knows it
 * @param expectation which items it must show
 * @param reading deletes what is to be deleted and counts the items it then shows
 * @param entities which entities it can read
 */
record ReadWay(String name, Expectation expectation, ToIntFunction<Scene> reading, Predicate<Shape<?, ?>> entities)
        implements Way {

    /** A way that needs the items before they are deleted. */
    static ReadWay around(String name, Expectation expectation, ToIntFunction<Scene> reading) {
        return new ReadWay(name, expectation, reading, shape -> true);
    }

    static ReadWay of(String name, Expectation expectation, Reading<Session> reading) {
        return around(name, expectation, scene -> {
            scene.delete();
            return scene.fromSession(session -> reading.count(scene, session));
        });
    }

    static ReadWay stateless(String name, Expectation expectation, Reading<StatelessSession> reading) {
        return around(name, expectation, scene -> {
            scene.delete();
            return scene.fromStatelessSession(session -> reading.count(scene, session));
        });
    }

    /** A query of one row with one number. */
    static ReadWay number(String name, Expectation expectation, String hql) {
        return of(
                name,
                expectation,
                (scene, session) -> scene.query(session, hql, Number.class)
                        .getSingleResult()
                        .intValue());
    }

    /** A query of one row for each item. */
    static ReadWay rows(String name, Expectation expectation, String hql) {
        return of(
                name,
                expectation,
                (scene, session) ->
                        scene.query(session, hql, Object.class).getResultList().size());
    }

    ReadWay onlyTo(Predicate<Shape<?, ?>> shapes) {
        return new ReadWay(name, expectation, reading, shapes);
    }

    @Override
    public boolean leadsTo(Shape<?, ?> shape) {
        return entities.test(shape);
    }

    @Override
    public void check(Scene scene, DeletedRows scope) {
        assertThat(reading.applyAsInt(scene))
                .as("rows seen: 1 is there, 2 are deleted")
                .isEqualTo(expectation.in(scope, scene.shape()));
    }

    @Override
    public boolean needsFeature(DeletedRows scope, Shape<?, ?> shape) {
        return expectation.in(scope, shape) != Expectation.BOTH;
    }

    @Override
    public boolean needsScope(DeletedRows scope, Shape<?, ?> shape) {
        return expectation.in(scope, shape) != expectation.in(DeletedRows.EXCLUDE, shape);
    }

    @Override
    public boolean isLimit() {
        return name.equals(QueryReads.NATIVE_SELECT);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Counts the items a session shows. */
    @FunctionalInterface
    interface Reading<S> {

        int count(Scene scene, S session);
    }
}
