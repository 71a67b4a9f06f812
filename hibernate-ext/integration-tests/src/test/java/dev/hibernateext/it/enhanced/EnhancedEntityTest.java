/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.enhanced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Entities whose bytecode Hibernate has enhanced, with a lazy attribute and dirty tracking of their own. Their superclass is not
 * enhanced, as it is where it comes in a jar.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Draft.class, Memo.class})
abstract class EnhancedEntityTest {

    private final Class<?> plain;

    private Class<? extends Text> type;
    private EnhancedFactory enhanced;

    EnhancedEntityTest(Class<?> plain) {
        this.plain = plain;
    }

    @BeforeEach
    void enhance(SessionFactoryScope scope, StatementRecorder statements) {
        enhanced = EnhancedFactory.of(scope, Map.of(), plain);
        type = enhanced.type(plain, Text.class);
        as("ada", session -> {
            var text = EnhancedFactory.create(type, 1);
            text.title("old");
            text.body("long");
            session.persist(text);
        });
        statements.clear();
    }

    @AfterEach
    void close() {
        enhanced.close();
    }

    @Test
    void stampsAndVersionsAChangeWithoutFetchingTheLazyAttribute(StatementRecorder statements) {
        as("bob", session -> session.find(type, 1).title("new"));

        statements
                .assertCount(StatementKind.SELECT, 1)
                .assertCount(StatementKind.UPDATE, 1)
                .assertCount(2);
        var stored = read();
        assertThat(stored.audit().getCreatedBy()).isEqualTo("ada");
        assertThat(stored.audit().getUpdatedBy()).isEqualTo("bob");
        assertThat(stored.audit().getUpdatedAt())
                .isAfterOrEqualTo(stored.audit().getCreatedAt());
        assertThat(stored.audit().getVersion()).isEqualTo(1);
        assertThat(body()).isEqualTo("long");
    }

    @Test
    void writesNothingWhereNothingChanged(StatementRecorder statements) {
        as("bob", session -> session.find(type, 1).title("old"));

        statements.assertCount(StatementKind.UPDATE, 0);
        assertThat(read().audit().getUpdatedBy()).isEqualTo("ada");
    }

    @Test
    void stampsAChangeOfTheLazyAttributeAlone() {
        as("bob", session -> session.find(type, 1).body("longer"));

        assertThat(read().audit().getUpdatedBy()).isEqualTo("bob");
        assertThat(read().audit().getVersion()).isEqualTo(1);
        assertThat(body()).isEqualTo("longer");
    }

    @Test
    void writesWhatAHookSets() {
        try (var registration = Hooks.of(factory()).on(type).beforeUpdate(write -> write.set("title", "by the hook"))) {
            as("bob", session -> session.find(type, 1).title("new"));
        }

        assertThat(read().title()).isEqualTo("by the hook");
    }

    @Test
    void capturesWhatChangedWithoutTheLazyAttribute() {
        var told = new ArrayList<ChangeSet>();
        try (var registration = Changes.of(factory()).register(ChangeListener.afterCommit(told::add))) {
            as("bob", session -> session.find(type, 1).title("new"));
        }

        assertThat(told)
                .singleElement()
                .satisfies(changes -> assertThat(changes.entities().get(0).dirtyAttributes())
                        .containsExactlyInAnyOrder("title", "updatedAt", "updatedBy", "version"));
        assertThat(body()).isEqualTo("long");
    }

    @Test
    void takesPartInExpectedVersions() {
        as(
                "bob",
                session -> OptimisticLocking.of(session)
                        .update(type, 1, ExpectedVersion.of(0), draft -> draft.title("new")));

        assertThatThrownBy(() -> as(
                        "eve",
                        session -> OptimisticLocking.of(session)
                                .update(type, 1, ExpectedVersion.of(0), draft -> draft.title("late"))))
                .isInstanceOf(VersionConflictException.class);
        assertThat(read().title()).isEqualTo("new");
    }

    @Test
    void stampsBulkUpdatesAndUpsertsOfWholeInstances() {
        as(
                "bob",
                session -> session.createMutationQuery("update %s set title = 'bulk'".formatted(type.getSimpleName()))
                        .executeUpdate());
        assertThat(read().audit().getUpdatedBy()).isEqualTo("bob");
        var whole = factory().fromTransaction(session -> {
            var draft = session.find(type, 1);
            Hibernate.initialize(draft.body());
            return draft;
        });
        Contexts.run(
                Context.ofActor("eve"),
                () -> factory().inStatelessTransaction(session -> {
                    whole.title("upserted");
                    session.upsert(whole);
                }));

        assertThat(read().title()).isEqualTo("upserted");
        assertThat(read().audit().getCreatedBy()).isEqualTo("ada");
        assertThat(read().audit().getUpdatedBy()).isEqualTo("eve");
    }

    final void as(String actor, Consumer<Session> work) {
        enhanced.as(actor, work);
    }

    final SessionFactory factory() {
        return enhanced.factory();
    }

    final Class<? extends Text> type() {
        return type;
    }

    final Text read() {
        return factory().fromTransaction(session -> session.find(type, 1));
    }

    final @Nullable String body() {
        return factory()
                .fromTransaction(session -> session.createSelectionQuery(
                                "select body from " + type.getSimpleName(), String.class)
                        .getSingleResult());
    }
}
