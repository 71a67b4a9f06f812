/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Three items of one entity on a shelf, for one cell. The second and the third are going to be deleted. */
final class Scene {

    static final String OLD_TEXT = "a";
    static final String NEW_TEXT = "b";

    private static final int ITEMS = 3;

    private final Lab lab;
    private final Shape<?, ?> shape;
    private final DeletedRows scope;
    private final int number;

    private Scene(Lab lab, Shape<?, ?> shape, DeletedRows scope) {
        this.lab = lab;
        this.shape = shape;
        this.scope = lab.effective(scope);
        this.number = lab.nextScene();
    }

    static Scene of(Lab lab, Shape<?, ?> shape, DeletedRows scope) {
        var scene = new Scene(lab, shape, scope);
        lab.reference().inTransaction(session -> shape.seed(scene, session));
        return scene;
    }

    Shape<?, ?> shape() {
        return shape;
    }

    int number() {
        return number;
    }

    Class<? extends Item> type() {
        return shape.type();
    }

    /** The numbers of the items, the one that stays first. */
    List<Integer> items() {
        var first = number * ITEMS;
        return List.of(first, first + 1, first + 2);
    }

    List<Integer> doomed() {
        return items().subList(1, ITEMS);
    }

    int staying() {
        return items().get(0);
    }

    List<Object> ids() {
        return items().stream().map(shape::id).toList();
    }

    /** Deletes what is to be deleted. */
    void delete() {
        doomed().forEach(this::delete);
    }

    /** Deletes an item; where soft delete is off, by hand. */
    void delete(int item) {
        lab.subject().inTransaction(session -> {
            if (lab.isEnabled()) {
                session.remove(find(session, item));
            } else {
                mutation(session, "update %E e set e.%M = :now where e.code = :code")
                        .setParameter("now", shape.mark().now())
                        .setParameter("code", "c" + item)
                        .executeUpdate();
            }
        });
    }

    /** An item as a client holds it, whether it is deleted or not. */
    Item detached(int item) {
        return lab.subject().fromTransaction(parent -> {
            if (scope == DeletedRows.EXCLUDE) {
                return find(parent, item);
            }
            try (var all = DeletedRows.INCLUDE.openSession(parent)) {
                return find(all, item);
            }
        });
    }

    private Item find(Session session, int item) {
        return Objects.requireNonNull(session.find(shape.type(), shape.id(item)));
    }

    int fromSession(ToInt<Session> work) {
        return lab.subject().fromTransaction(parent -> within(parent, work));
    }

    int fromStatelessSession(ToInt<StatelessSession> work) {
        return lab.subject().fromStatelessTransaction(parent -> {
            if (scope == DeletedRows.EXCLUDE) {
                return work.in(parent);
            }
            try (var child = scope.openStatelessSession(parent)) {
                return work.in(child);
            }
        });
    }

    /** Leaves the transactions of the session, which is that of the scope or the parent of one, to the caller. */
    int fromOpenSession(Function<Session, Integer> work) {
        try (var session = lab.subject().openSession()) {
            return work.apply(session);
        }
    }

    int within(Session parent, ToInt<Session> work) {
        if (scope == DeletedRows.EXCLUDE) {
            return work.in(parent);
        }
        try (var child = scope.openSession(parent)) {
            var seen = work.in(child);
            child.flush();
            return seen;
        }
    }

    void inSession(Consumer<Session> work) {
        fromSession(session -> {
            work.accept(session);
            return 0;
        });
    }

    void inStatelessSession(Consumer<StatelessSession> work) {
        fromStatelessSession(session -> {
            work.accept(session);
            return 0;
        });
    }

    /** A session nobody asked for anything else. */
    void inDefaultSession(Consumer<Session> work) {
        lab.subject().inTransaction(work);
    }

    void inDefaultStatelessSession(Consumer<StatelessSession> work) {
        lab.subject().inStatelessTransaction(work);
    }

    /** Somebody else reads everything there is. */
    void inSessionThatSeesAll(Consumer<Session> work) {
        lab.subject().inTransaction(parent -> {
            try (var all = DeletedRows.INCLUDE.openSession(parent)) {
                work.accept(all);
            }
        });
    }

    DeletedRows scope() {
        return scope;
    }

    StatementRecorder recorder() {
        return lab.subject().dataSource().recorder();
    }

    /**
     * HQL with {@code %E} for the entity, {@code %R} for the root of its hierarchy, {@code %S} for its shelf, {@code %P} for
     * its slip and {@code %M} for the mark.
     */
    String hql(String text) {
        return text.replace("%E", shape.name())
                .replace("%R", shape.rootName())
                .replace("%S", shape.name() + "Shelf")
                .replace("%P", shape.name() + "Slip")
                .replace("%M", shape.mark().path());
    }

    /** A query of this scene. */
    <T> SelectionQuery<T> query(SharedSessionContract session, String hql, Class<T> type) {
        return session.createSelectionQuery(hql(hql), type).setParameter("scene", number);
    }

    MutationQuery mutation(SharedSessionContract session, String hql) {
        return session.createMutationQuery(hql(hql));
    }

    /** What the database holds of an item. */
    Stored stored(int item) {
        return lab.reference().fromTransaction(session -> {
            var found = session.find(shape.type(), shape.id(item));
            if (found == null) {
                throw new IllegalStateException("The row is gone.");
            }
            return new Stored(mark(session, item), found.text(), Set.copyOf(found.tags()));
        });
    }

    private @Nullable Object mark(Session session, int item) {
        return session.createSelectionQuery(hql("select e.%M from %E e where e.code = :code"), Object.class)
                .setParameter("code", "c" + item)
                .getSingleResultOrNull();
    }

    /**
     * What the database holds of an item.
     *
     * @param mark when it was deleted; null if it was not
     * @param text its text
     * @param tags its tags
     */
    record Stored(@Nullable Object mark, String text, Set<String> tags) {}

    /** Counts what a session shows. */
    @FunctionalInterface
    interface ToInt<S> {

        int in(S session);
    }
}
