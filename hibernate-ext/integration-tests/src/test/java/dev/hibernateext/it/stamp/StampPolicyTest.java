/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.InvalidSettingException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.stamp.ActorMissingException;
import dev.hibernateext.core.stamp.StampAssignedException;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.RollbackException;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@HibernateExtTest
class StampPolicyTest {

    private static final Instant LONG_AGO = Instant.parse("1999-12-31T23:59:59Z");

    @Test
    void leavesActorStampsEmptyWithoutAnActor(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Page(1, "a")));

        assertThat(stored(scope).createdBy).isNull();
        assertThat(stored(scope).createdAt).isNotNull();
    }

    @Test
    void storesTheSystemActorWhereTheSettingSaysSo(SessionFactoryScope scope) {
        try (var strict = scope.openAnother(settings -> {
            settings.put(CoreSettings.STAMP_MISSING_ACTOR, "system");
            settings.put(CoreSettings.STAMP_SYSTEM_ACTOR, "nightly-job");
        })) {
            strict.inTransaction(session -> session.persist(new Page(1, "a")));
        }

        assertThat(stored(scope).createdBy).isEqualTo("nightly-job");
    }

    @Test
    void refusesWritesWithoutAnActorWhereTheSettingDemandsOne(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var strict = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_MISSING_ACTOR, "fail"))) {
            recorder.clear();
            assertThatExceptionOfType(ActorMissingException.class)
                    .isThrownBy(() -> strict.inTransaction(session -> flushed(session, new Page(1, "a"))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("stamp.actor-missing"))
                    .satisfies(e -> assertThat(e.attribute()).endsWith("Page.createdBy"))
                    .withMessageContaining("Contexts.open");
            assertThatExceptionOfType(ActorMissingException.class)
                    .isThrownBy(
                            () -> strict.inTransaction(session -> execute(session, "update Page p set p.text = 'b'")));
            recorder.assertCount(StatementKind.INSERT, 0).assertCount(StatementKind.UPDATE, 0);
        }
    }

    @Test
    void refusesACreationStampChangedOnAManagedEntity(SessionFactoryScope scope, StatementRecorder recorder) {
        inserted(scope);
        recorder.clear();

        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> scope.inTransaction(session -> {
                    session.find(Page.class, 1).createdBy = "mallory";
                    session.flush();
                }))
                .satisfies(e -> assertThat(e.code()).isEqualTo("stamp.assigned"))
                .satisfies(e -> assertThat(e.status()).isEqualTo(422))
                .satisfies(e -> assertThat(e.toProblem()).containsEntry("attribute", e.attribute()))
                .withMessageContaining("Page.createdBy")
                .withMessageNotContaining("mallory");
        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> scope.inTransaction(session -> {
                    session.find(Page.class, 1).inner.createdBy = "mallory";
                    session.flush();
                }))
                .withMessageContaining("Page.inner.createdBy");

        recorder.assertCount(StatementKind.UPDATE, 0);
        assertThat(stored(scope).createdBy).isEqualTo("ada");
    }

    @Test
    void restoresAChangedCreationStampWhereTheSettingSaysSo(SessionFactoryScope scope) {
        inserted(scope);

        try (var mild = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_CHANGED, "restore"))) {
            mild.inTransaction(session -> {
                var page = session.find(Page.class, 1);
                page.createdBy = "mallory";
                page.inner.createdBy = "mallory";
                page.text = "b";
                session.flush();
                assertThat(page.createdBy).isEqualTo("ada");
                assertThat(page.inner.createdBy).isEqualTo("ada");
            });
        }

        assertThat(stored(scope).text).isEqualTo("b");
        assertThat(stored(scope).createdBy).isEqualTo("ada");
    }

    @Test
    void replacesStampsSetBeforeTheInsert(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(preset()));

        assertThat(stored(scope).createdAt).isAfter(LONG_AGO);
    }

    @Test
    void keepsStampsSetBeforeTheInsertOfAnImport(SessionFactoryScope scope) {
        try (var importing = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_PRESET, "keep"))) {
            importing.inStatelessTransaction(session -> session.insert(preset()));
        }

        assertThat(stored(scope).createdAt).isEqualTo(LONG_AGO);
        assertThat(stored(scope).createdBy).isNull();
    }

    @Test
    void refusesStampsSetBeforeTheInsertWhereTheSettingSaysSo(SessionFactoryScope scope, StatementRecorder recorder) {
        try (var strict = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_PRESET, "reject"))) {
            recorder.clear();
            assertThatExceptionOfType(StampAssignedException.class)
                    .isThrownBy(() -> strict.inTransaction(session -> flushed(session, preset())))
                    .withMessageContaining("Page.createdAt");
            recorder.assertCount(StatementKind.INSERT, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update Page p set p.createdBy = 'mallory'",
                "update Page p set p.createdAt = instant",
                "update Page p set p.text = 'b', p.updatedBy = 'mallory'",
                "update Page p set p.inner.updatedBy = 'mallory'",
                "update Page p set p.inner = null",
                "insert Page (id, text, createdBy) values (2, 'b', 'mallory')",
                "insert Page (id, text, updatedBy) select p.id + 1, p.text, 'mallory' from Page p",
                "insert Page (id, text) values (1, 'b') on conflict(id) do update set updatedBy = 'mallory'",
            })
    void refusesStatementsThatAssignStamps(String hql, SessionFactoryScope scope, StatementRecorder recorder) {
        inserted(scope);
        recorder.clear();

        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> scope.inTransaction(session -> execute(session, hql)))
                .withMessageContaining("Page.")
                .withMessageNotContaining("mallory");

        recorder.assertCount(0);
    }

    @Test
    void letsASessionWriteStampsItself(SessionFactoryScope scope) {
        inserted(scope);

        scope.inTransaction(session -> {
            try (var suspension = HibernateExt.of(session).without(Feature.STAMP)) {
                execute(session, "update Page p set p.createdBy = 'historian', p.text = 'b'");
                var page = preset();
                page.id = 2;
                session.persist(page);
                session.flush();
            }
            execute(session, "update Page p set p.text = 'c' where p.id = 1");
        });

        assertThat(stored(scope).createdBy).isEqualTo("historian");
        assertThat(stored(scope).updatedBy).isNull();
        scope.inTransaction(
                session -> assertThat(session.find(Page.class, 2).createdAt).isEqualTo(LONG_AGO));
    }

    @Test
    void doesNothingWhereStampsAreSwitchedOff(SessionFactoryScope scope) {
        try (var plain = scope.openAnother(settings -> settings.put(Feature.STAMP.setting(), "false"))) {
            plain.inTransaction(session -> session.persist(new Page(1, "a")));
            plain.inTransaction(session -> execute(session, "update Page p set p.createdBy = 'anyone'"));
        }
        assertThat(stored(scope).createdAt).isNull();
        assertThat(stored(scope).createdBy).isEqualTo("anyone");
    }

    @Test
    void stampsEachExecutionOfOneQueryForItsOwnActor(SessionFactoryScope scope) {
        inserted(scope);

        scope.inTransaction(session -> {
            var query = session.createMutationQuery("update Page p set p.text = :text");
            for (var actor : new String[] {"bob", "cy"}) {
                as(actor, () -> query.setParameter("text", actor).executeUpdate());
                session.clear();
                assertThat(session.find(Page.class, 1).updatedBy).isEqualTo(actor);
            }
        });
    }

    @Test
    void readsTheClockOnceForEachRow(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            for (var id = 1; id <= 500; id++) {
                session.persist(new Page(id, "a"));
            }
        });

        scope.inTransaction(session -> assertThat(
                        session.createSelectionQuery("from Page", Page.class).getResultList())
                .hasSize(500)
                .allSatisfy(page -> assertThat(page.updatedAt).isEqualTo(page.createdAt))
                .allSatisfy(page -> assertThat(page.inner.createdAt).isEqualTo(page.createdAt)));
    }

    @Test
    void stampsTheReinsertOfAnInstanceWhoseFirstInsertWasRolledBack(SessionFactoryScope scope) {
        inserted(scope);
        var page = new Page(1, "b");
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> scope.inStatelessTransaction(session -> session.insert(page)));

        page.id = 2;
        as("bob", () -> scope.inStatelessTransaction(session -> session.insert(page)));

        assertThat(page.createdBy).isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CoreSettings.STAMP_MISSING_ACTOR,
                CoreSettings.STAMP_PRESET,
                CoreSettings.STAMP_CHANGED,
                CoreSettings.STAMP_ENABLED,
                CoreSettings.ENABLED,
                CoreSettings.CLOCK,
                CoreSettings.CONTEXT_SOURCE,
            })
    void refusesToStartWithASettingItCannotUse(String key, SessionFactoryScope scope) {
        var failure = catchThrowable(() -> scope.openAnother(settings -> settings.put(key, "nonsense")));

        assertThat(HibernateExtException.findIn(failure, InvalidSettingException.class))
                .satisfies(e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining(key)
                .hasMessageContaining("nonsense");
    }

    @Test
    void reachesTheCallerOfACommitAsTheCauseOfItsRollback(SessionFactoryScope scope) {
        inserted(scope);

        var failure =
                catchThrowable(() -> scope.inTransaction(session -> session.find(Page.class, 1).createdBy = "mallory"));

        assertThat(failure).isInstanceOf(RollbackException.class);
        assertThat(HibernateExtException.findIn(failure, StampAssignedException.class))
                .isNotNull();
        assertThat(HibernateExtException.findIn(failure, ActorMissingException.class))
                .isNull();
    }

    private static void flushed(Session session, Page page) {
        session.persist(page);
        session.flush();
    }

    private static void execute(Session session, String hql) {
        session.createMutationQuery(hql).executeUpdate();
    }

    private static void inserted(SessionFactoryScope scope) {
        as("ada", () -> scope.inTransaction(session -> session.persist(new Page(1, "a"))));
    }

    private static Page stored(SessionFactoryScope scope) {
        return Objects.requireNonNull(scope.fromStatelessTransaction(session -> session.get(Page.class, 1)));
    }

    private static Page preset() {
        var page = new Page(1, "a");
        page.createdAt = LONG_AGO;
        page.updatedAt = LONG_AGO;
        return page;
    }

    private static void as(String actor, Runnable work) {
        Contexts.run(Context.ofActor(actor), work);
    }

    @Embeddable
    static class Inner {

        @CreatedAt
        @Nullable
        Instant createdAt;

        @CreatedBy
        @Nullable
        String createdBy;

        @UpdatedBy
        @Nullable
        String updatedBy;
    }

    @Entity(name = "Page")
    static class Page {

        @Id
        int id;

        String text;

        @CreatedAt
        @Nullable
        Instant createdAt;

        @CreatedBy
        @Nullable
        String createdBy;

        @UpdatedAt
        @Nullable
        Instant updatedAt;

        @UpdatedBy
        @Nullable
        String updatedBy;

        @Embedded
        @AttributeOverride(name = "createdAt", column = @Column(name = "inner_created_at"))
        @AttributeOverride(name = "createdBy", column = @Column(name = "inner_created_by"))
        @AttributeOverride(name = "updatedBy", column = @Column(name = "inner_updated_by"))
        Inner inner = new Inner();

        Page(int id, String text) {
            this.id = id;
            this.text = text;
        }

        Page() {
            this(0, "");
        }
    }
}
