/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookAttributeException;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.it.hook.Goods.Article;
import dev.hibernateext.it.hook.Goods.Partial;
import dev.hibernateext.it.hook.Goods.Unversioned;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What hooks set is written, and what they refuse is not. */
class HookEffectsIT extends EntityHookTest {

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

    private static @Nullable Integer priceInDatabase(SessionFactoryScope scope, int id) {
        return scope.fromTransaction(session -> session.find(Article.class, id).price);
    }
}
