/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.it.hook.Goods.Article;
import dev.hibernateext.it.hook.Goods.Car;
import dev.hibernateext.it.hook.Goods.Line;
import dev.hibernateext.it.hook.Goods.Named;
import dev.hibernateext.it.hook.Goods.Numbered;
import dev.hibernateext.it.hook.Goods.Order;
import dev.hibernateext.it.hook.Goods.Plain;
import dev.hibernateext.it.hook.Goods.Truck;
import dev.hibernateext.it.hook.Goods.Vehicle;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.ValidationMode;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** Which hooks run, when, in which order, and what they see. */
class EntityHooksIT extends EntityHookTest {

    @Test
    void showsOldAndNewValuesOfAnUpdate(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Article.class);
        register(hooks.beforeUpdate(write -> {
            calls.add("before %s -> %s %s"
                    .formatted(write.oldValue("name"), write.value("name"), write.changedAttributes()));
            assertThat(write.knowsOldValues()).isTrue();
            assertThat(write.isChanged("name")).isTrue();
            assertThat(write.isChanged("price")).isFalse();
        }));
        register(hooks.afterUpdate(write -> calls.add("after %s -> %s %s"
                .formatted(write.oldValue("name"), write.value("name"), write.changedAttributes()))));
        scope.inTransaction(session -> session.persist(new Article(1, "pen")));

        scope.inTransaction(session -> session.find(Article.class, 1).name = "pencil");

        assertThat(calls).containsExactly("before pen -> pencil [name]", "after pen -> pencil [name]");
    }

    @Test
    void runsAroundTheInsertThatGeneratesTheId(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Numbered.class);
        register(hooks.beforeCreate(write -> {
            assertThat(write.id()).isNull();
            write.set("name", "set");
        }));
        register(hooks.afterCreate(write -> calls.add("after " + (write.id() != null))));

        scope.inTransaction(session -> {
            session.persist(new Numbered("given"));
            assertThat(calls).containsExactly("after true");
        });
        scope.inTransaction(
                session -> assertThat(session.createSelectionQuery("select name from Numbered", String.class)
                                .getResultList())
                        .containsExactly("set"));
    }

    @Test
    void seesSubclassesAndInterfaces(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory());
        register(hooks.on(Vehicle.class).beforeCreate(write -> calls.add("vehicle " + write.entityName())));
        register(hooks.on(Named.class)
                .beforeCreate(write -> calls.add("named " + write.entity().name())));
        register(hooks.on(Truck.class).beforeCreate(write -> calls.add("truck")));
        register(hooks.onAll().beforeCreate(write -> calls.add("all")));

        scope.inTransaction(session -> {
            session.persist(new Car(1, "mini"));
            session.persist(new Article(1, "pen"));
        });

        assertThat(calls).containsExactly("vehicle " + Car.class.getName(), "named mini", "all", "named pen", "all");
    }

    @Test
    void runsInOrderThenInOrderOfRegistration(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory());
        register(hooks.on(Article.class).order(5).beforeCreate(write -> calls.add("5")));
        register(hooks.on(Named.class).beforeCreate(write -> calls.add("0a")));
        register(hooks.onAll().order(-1).beforeCreate(write -> calls.add("-1")));
        register(hooks.on(Article.class).beforeCreate(write -> calls.add("0b")));

        scope.inTransaction(session -> session.persist(new Article(1, "pen")));

        assertThat(calls).containsExactly("-1", "0a", "0b", "5");
    }

    @Test
    void stopsWhenClosed(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Article.class);
        var first = hooks.beforeSave(this::note);
        register(hooks.afterSave(write -> calls.add("other")));
        scope.inTransaction(session -> session.persist(new Article(1, "pen")));
        first.close();
        first.close();
        scope.inTransaction(session -> session.find(Article.class, 1).name = "pencil");

        assertThat(calls).containsExactly("CREATE pen", "other", "other");
    }

    @Test
    void isSwitchedOffForASession(SessionFactoryScope scope) {
        register(Hooks.of(scope.factory()).onAll().beforeSave(this::note));
        register(Hooks.of(scope.factory()).onAll().afterSave(this::note));

        scope.inTransaction(session -> {
            try (var off = HibernateExt.of(session).without(Feature.HOOK)) {
                session.persist(new Article(1, "pen"));
                session.flush();
            }
            session.persist(new Article(2, "pencil"));
        });

        assertThat(calls).containsExactly("CREATE pencil", "CREATE pencil");
    }

    @Test
    void isSwitchedOffForAFactory(SessionFactoryScope scope) {
        try (var off = scope.openAnother(settings -> settings.put("hibernate.ext.hook.enabled", "false"))) {
            register(Hooks.of(off.factory()).onAll().beforeSave(this::note));
            off.inTransaction(session -> session.persist(new Article(1, "pen")));
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void runsBeforeHooksAheadOfTheFirstStatementAndAfterHooksBehindTheLast(
            SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            session.persist(new Article(1, "update"));
            session.persist(new Article(2, "delete"));
        });
        var hooks = Hooks.of(scope.factory()).on(Article.class);
        register(hooks.beforeSave(write -> calls.add("before " + recorder.count())));
        register(hooks.beforeDelete(write -> calls.add("before " + recorder.count())));
        register(hooks.afterSave(write -> calls.add("after " + recorder.count())));
        register(hooks.afterDelete(write -> calls.add("after " + recorder.count())));

        scope.inTransaction(session -> {
            session.persist(new Article(3, "create"));
            session.find(Article.class, 1).name = "updated";
            session.remove(session.find(Article.class, 2));
            recorder.clear();
        });

        assertThat(calls).containsExactly("before 0", "before 0", "before 0", "after 3", "after 3", "after 3");
    }

    @Test
    void letsAnAfterHookWriteAndFlush(SessionFactoryScope scope) {
        register(Hooks.of(scope.factory()).on(Article.class).afterCreate(write -> {
            note(write);
            if ("first".equals(write.value("name"))) {
                var session = (org.hibernate.Session) write.session();
                session.persist(new Article(2, "second"));
                session.flush();
                calls.add("flushed");
            }
        }));

        scope.inTransaction(session -> {
            session.persist(new Article(1, "first"));
            session.persist(new Article(3, "third"));
        });

        assertThat(calls).containsExactly("CREATE first", "flushed", "CREATE third", "CREATE second");
        assertThat(nameInDatabase(scope, 2)).isEqualTo("second");
    }

    @Test
    void runsOnceWhenAnAutomaticFlushWasNotNeeded(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Article(1, "pen")));
        register(Hooks.of(scope.factory()).on(Article.class).beforeUpdate(this::note));

        scope.inTransaction(session -> {
            var article = session.find(Article.class, 1);
            article.name = "pencil";
            session.createSelectionQuery("from Car", Car.class).getResultList();
            session.createSelectionQuery("from Car", Car.class).getResultList();
            article.name = "crayon";
            session.createSelectionQuery("from Car", Car.class).getResultList();
        });

        assertThat(calls).containsExactly("UPDATE pencil", "UPDATE crayon");
    }

    @Test
    void runsForCascadesAndOrphans(SessionFactoryScope scope) {
        register(
                Hooks.of(scope.factory()).on(Line.class).beforeSave(write -> calls.add("save " + write.value("text"))));
        register(Hooks.of(scope.factory())
                .on(Line.class)
                .afterDelete(write -> calls.add("delete " + write.value("text"))));

        scope.inTransaction(session -> {
            var order = new Order(1);
            order.add(new Line(1, "a"));
            order.add(new Line(2, "b"));
            session.persist(order);
        });
        scope.inTransaction(session -> session.find(Order.class, 1).lines.remove(0));
        scope.inTransaction(session -> session.remove(session.find(Order.class, 1)));

        assertThat(calls).containsExactly("save a", "save b", "delete a", "delete b");
    }

    @Test
    void sendsTheStatementsOfPlainHibernateWhereNoHookIsRegistered(
            SessionFactoryScope scope, StatementRecorder recorder) {
        try (var fresh = withoutValidation(scope)) {
            fresh.inTransaction(session -> session.persist(new Plain(1, "pen")));
            recorder.clear();
            fresh.inTransaction(session -> session.remove(session.getReference(Plain.class, 1)));
            recorder.assertCount(1).assertCount(StatementKind.DELETE, 1);

            register(Hooks.of(fresh).on(Plain.class).beforeDelete(this::note));
            fresh.inTransaction(session -> session.persist(new Plain(1, "pen")));
            recorder.clear();
            fresh.inTransaction(session -> session.remove(session.getReference(Plain.class, 1)));
            recorder.assertCount(2).assertCount(StatementKind.DELETE, 1);
            assertThat(calls).containsExactly("DELETE pen");
        }
    }

    /** Hibernate's own validation listens to deletes, and that makes it load what is removed. */
    private static SessionFactory withoutValidation(SessionFactoryScope scope) {
        var configuration = new HibernatePersistenceConfiguration("plain").managedClass(Plain.class);
        configuration.validationMode(ValidationMode.NONE);
        return configuration
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource())
                .createEntityManagerFactory();
    }
}
