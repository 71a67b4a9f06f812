/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookAttributeException;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "20"))
class EntityHooksIT {

    private final List<HookRegistration> registrations = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void forgetCalls() {
        calls.clear();
    }

    @AfterEach
    void closeHooks() {
        registrations.forEach(HookRegistration::close);
        registrations.clear();
    }

    private void register(HookRegistration... hooks) {
        registrations.addAll(List.of(hooks));
    }

    private void note(EntityWrite<?> write) {
        calls.add(write.operation() + " " + write.value("name"));
    }

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
    void writesWhatABeforeCreateHookSets(SessionFactoryScope scope, StatementRecorder recorder) {
        register(Hooks.of(scope.factory()).on(Article.class).beforeCreate(write -> write.set("name", "set")));

        scope.inTransaction(session -> {
            var article = new Article(1, "given");
            session.persist(article);
            recorder.clear();
            session.flush();
            assertThat(article.name).isEqualTo("set");
        });

        recorder.assertCount(1).assertCount(StatementKind.INSERT, 1);
        assertThat(nameInDatabase(scope, 1)).isEqualTo("set");
    }

    @Test
    void writesWhatABeforeUpdateHookSets(SessionFactoryScope scope, StatementRecorder recorder) {
        register(Hooks.of(scope.factory()).on(Article.class).beforeUpdate(write -> write.set("price", 7)));
        scope.inTransaction(session -> session.persist(new Article(1, "pen")));
        recorder.clear();

        scope.inTransaction(session -> {
            var article = session.find(Article.class, 1);
            article.name = "pencil";
            session.flush();
            assertThat(article.price).isEqualTo(7);
            assertThat(article.version).isEqualTo(1);
        });

        recorder.assertCount(StatementKind.UPDATE, 1);
        assertThat(priceInDatabase(scope, 1)).isEqualTo(7);
    }

    @Test
    void addsWhatAHookSetsToADynamicUpdate(SessionFactoryScope scope, StatementRecorder recorder) {
        register(Hooks.of(scope.factory()).on(Partial.class).beforeUpdate(write -> write.set("price", 7)));
        scope.inTransaction(session -> session.persist(new Partial(1, "pen")));
        recorder.clear();

        scope.inTransaction(session -> session.find(Partial.class, 1).name = "pencil");

        assertThat(recorder.matching("^update").get(0).sql())
                .contains("name=?", "price=?")
                .doesNotContain("remark");
        scope.inTransaction(
                session -> assertThat(session.find(Partial.class, 1).price).isEqualTo(7));
    }

    @Test
    void runsForACollectionChangeOfAVersionedOwnerAndWritesWhatIsSet(SessionFactoryScope scope) {
        register(Hooks.of(scope.factory()).on(Partial.class).beforeUpdate(write -> {
            calls.add("changed " + write.changedAttributes());
            write.set("price", 9);
        }));
        scope.inTransaction(session -> session.persist(new Partial(1, "pen")));

        scope.inTransaction(session -> session.find(Partial.class, 1).tags.add("blue"));

        assertThat(calls).containsExactly("changed []");
        scope.inTransaction(
                session -> assertThat(session.find(Partial.class, 1).price).isEqualTo(9));
    }

    @Test
    void writesWhatHooksSetInAStatelessSession(SessionFactoryScope scope) {
        var hooks = Hooks.of(scope.factory()).on(Article.class);
        register(hooks.beforeCreate(write -> write.set("name", write.value("name") + "+created")));
        register(hooks.beforeUpdate(write -> {
            assertThat(write.knowsOldValues()).isFalse();
            write.set("name", write.value("name") + "+updated");
        }));
        register(hooks.beforeUpsert(write -> write.set("name", write.value("name") + "+upserted")));

        scope.inStatelessTransaction(session -> {
            var article = new Article(1, "pen");
            session.insert(article);
            assertThat(article.name).isEqualTo("pen+created");
            session.update(article);
        });
        assertThat(nameInDatabase(scope, 1)).isEqualTo("pen+created+updated");

        scope.inStatelessTransaction(session -> {
            session.upsertMultiple(List.of(new Unversioned(1, "a"), new Unversioned(2, "b")));
            session.upsert(new Unversioned(3, "c"));
        });
        register(Hooks.of(scope.factory())
                .on(Unversioned.class)
                .beforeUpsert(write -> write.set("name", write.value("name") + "!")));
        scope.inStatelessTransaction(session -> {
            session.upsertMultiple(List.of(new Unversioned(1, "a"), new Unversioned(2, "b")));
            session.insertMultiple(List.of(new Article(4, "x"), new Article(5, "y")));
        });
        scope.inTransaction(session -> {
            assertThat(session.find(Unversioned.class, 1).name).isEqualTo("a!");
            assertThat(session.find(Unversioned.class, 3).name).isEqualTo("c");
            assertThat(session.find(Article.class, 5).name).isEqualTo("y+created");
        });
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
    void throwsTheExceptionOfTheHookUnchangedAndWritesNothing(SessionFactoryScope scope, StatementRecorder recorder) {
        var refusal = new IllegalStateException("no");
        register(Hooks.of(scope.factory()).on(Partial.class).beforeCreate(write -> {
            throw refusal;
        }));

        try (var session = scope.openSession()) {
            var transaction = session.beginTransaction();
            session.persist(new Article(1, "pen"));
            session.persist(new Partial(1, "pencil"));
            assertThatThrownBy(session::flush).isSameAs(refusal);
            recorder.assertCount(0);
            assertThat(transaction.getRollbackOnly()).isTrue();
            transaction.rollback();
        }
        scope.inTransaction(
                session -> assertThat(session.find(Article.class, 1)).isNull());
    }

    @Test
    void offersAVetoWithCodeAndRemedy(SessionFactoryScope scope) {
        register(Hooks.of(scope.factory()).on(Article.class).beforeDelete(write -> {
            throw HookVetoException.because("it was sold", write);
        }));
        scope.inTransaction(session -> session.persist(new Article(1, "canary-pen")));

        assertThatThrownBy(() -> scope.inTransaction(session -> {
                    session.remove(session.getReference(Article.class, 1));
                    session.flush();
                }))
                .isInstanceOfSatisfying(HookVetoException.class, veto -> {
                    assertThat(veto.code()).isEqualTo("hook.veto");
                    assertThat(veto.status()).isEqualTo(422);
                    assertThat(veto.entityName()).isEqualTo(Article.class.getName());
                    assertThat(veto.operation()).isEqualTo(EntityWrite.Operation.DELETE);
                    assertThat(veto).hasMessageContaining("because it was sold").hasMessageNotContaining("canary");
                    assertThat(veto.toProblem()).containsEntry("operation", "delete");
                });
        assertThat(nameInDatabase(scope, 1)).isEqualTo("canary-pen");
    }

    @Test
    void vetoesInAStatelessSession(SessionFactoryScope scope, StatementRecorder recorder) {
        var refusal = new IllegalArgumentException("no");
        register(Hooks.of(scope.factory()).on(Unversioned.class).beforeSave(write -> {
            throw refusal;
        }));
        register(Hooks.of(scope.factory()).on(Unversioned.class).beforeDelete(write -> {
            throw refusal;
        }));

        scope.inStatelessTransaction(session -> {
            var entity = new Unversioned(1, "a");
            assertThatThrownBy(() -> session.insert(entity)).isSameAs(refusal);
            assertThatThrownBy(() -> session.update(entity)).isSameAs(refusal);
            assertThatThrownBy(() -> session.upsert(entity)).isSameAs(refusal);
            assertThatThrownBy(() -> session.delete(entity)).isSameAs(refusal);
        });

        recorder.assertCount(0);
    }

    @Test
    void refusesWhatTheWriteCannotTake(SessionFactoryScope scope) {
        assertRefused(scope, "nothing", 1, "no attribute 'nothing'");
        assertRefused(scope, "id", 1, "no attribute 'id'");
        assertRefused(scope, "version", 5, "it is the version");
        assertRefused(scope, "tags", Set.of(), "it is a collection");
        assertRefused(scope, "price", "canary", "it takes a java.lang.Integer");
        assertRefused(scope, "code", "canary", "natural id");
        assertRefused(scope, "origin", "canary", "does not write it");
    }

    private void assertRefused(SessionFactoryScope scope, String attribute, Object value, String message) {
        try (var hook =
                Hooks.of(scope.factory()).on(Partial.class).beforeUpdate(write -> write.set(attribute, value))) {
            scope.inTransaction(session -> {
                var partial = session.find(Partial.class, 1);
                if (partial == null) {
                    partial = new Partial(1, "pen");
                    session.persist(partial);
                    session.flush();
                }
                partial.name += "x";
                assertThatThrownBy(session::flush).isInstanceOfSatisfying(HookAttributeException.class, error -> {
                    assertThat(error.code()).isEqualTo("hook.attribute");
                    assertThat(error.attribute()).isEqualTo(attribute);
                    assertThat(error.entityName()).isEqualTo(Partial.class.getName());
                    assertThat(error).hasMessageContaining(message).hasMessageNotContaining("canary");
                });
                session.getTransaction().rollback();
                session.getTransaction().begin();
            });
        }
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

    private static @Nullable String nameInDatabase(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Article.class, id).name);
    }

    private static @Nullable Integer priceInDatabase(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Article.class, id).price);
    }

    interface Named {
        @Nullable
        String name();
    }

    @Entity
    static class Article implements Named {
        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Integer price;

        @Version
        int version;

        Article() {}

        Article(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public @Nullable String name() {
            return name;
        }
    }

    @Entity
    static class Plain {
        @Id
        int id;

        @Nullable
        String name;

        Plain() {}

        Plain(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    static class Unversioned {
        @Id
        int id;

        @Nullable
        String name;

        Unversioned() {}

        Unversioned(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Nullable
        String name;

        Numbered() {}

        Numbered(String name) {
            this.name = name;
        }
    }

    @Entity
    @DynamicUpdate
    static class Partial {
        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Integer price;

        @Nullable
        String remark;

        @NaturalId(mutable = true)
        @Nullable
        String code;

        @Column(updatable = false)
        @Nullable
        String origin;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        @Version
        int version;

        Partial() {}

        Partial(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        int id;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle implements Named {
        @Nullable
        String name;

        Car() {}

        Car(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public @Nullable String name() {
            return name;
        }
    }

    @Entity
    static class Truck extends Vehicle {}

    @Entity(name = "PurchaseOrder")
    static class Order {
        @Id
        int id;

        @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();

        Order() {}

        Order(int id) {
            this.id = id;
        }

        void add(Line line) {
            line.order = this;
            lines.add(line);
        }
    }

    @Entity
    static class Line {
        @Id
        int id;

        @Nullable
        String text;

        @ManyToOne
        @Nullable
        Order order;

        Line() {}

        Line(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }
}
