/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.stamp.StampAssignedException;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.CreatedBy;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.DynamicInsert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every way to write a creation stamp by hand that leads past the flush of a session. */
@HibernateExtTest
class ForgedStampTest {

    private static final Instant FORGED = Instant.parse("1999-12-31T23:59:59Z");

    @Test
    void keepsCreationStampsThroughStatelessWrites(SessionFactoryScope scope) {
        for (Consumer<StatelessSession> write : List.<Consumer<StatelessSession>>of(
                session -> session.update(forged(session)),
                session -> session.upsert(forged(session)),
                session -> session.upsert(newForged()))) {
            inserted(scope);
            as("bob", () -> scope.inStatelessTransaction(write));

            assertThat(stored(scope).text).isEqualTo("forged");
            assertAdas(stored(scope));
            scope.inTransaction(
                    session -> session.createMutationQuery("delete Note").executeUpdate());
        }
    }

    @Test
    void replacesForgedStampsOfAnUpsertThatInserts(SessionFactoryScope scope) {
        as("ada", () -> scope.inStatelessTransaction(session -> session.upsert(newForged())));

        assertAdas(stored(scope));
    }

    @Test
    void refusesAMergeThatChangesCreationStamps(SessionFactoryScope scope) {
        inserted(scope);

        assertThatExceptionOfType(StampAssignedException.class).isThrownBy(() -> merge(scope, copy -> {}));

        assertAdas(stored(scope));
    }

    @Test
    void restoresCreationStampsThatAMergeChanges(SessionFactoryScope scope) {
        inserted(scope);
        try (var mild = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_CHANGED, "restore"))) {
            merge(mild, copy -> {
                assertThat(copy.part.createdBy).isEqualTo("ada");
                assertThat(copy.getCreatedAt()).isNotEqualTo(FORGED);
            });
        }

        assertThat(stored(scope).text).isEqualTo("forged");
        assertAdas(stored(scope));
    }

    private static void merge(SessionFactoryScope scope, Consumer<Note> check) {
        var copy = stored(scope);
        forge(copy);
        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    var merged = session.merge(copy);
                    session.flush();
                    check.accept(merged);
                }));
    }

    @Test
    void refusesCriteriaThatAssignAStampByItsPath(SessionFactoryScope scope) {
        inserted(scope);

        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> scope.inTransaction(session -> {
                    var builder = session.getCriteriaBuilder();
                    var update = builder.createCriteriaUpdate(Note.class);
                    var root = update.from(Note.class);
                    update.set(root.get("part").<String>get("createdBy"), "mallory");
                    session.createMutationQuery(update).executeUpdate();
                }));
        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> scope.inTransaction(session -> {
                    var update = session.getCriteriaBuilder().createCriteriaUpdate(Note.class);
                    update.from(Note.class);
                    update.set("updatedBy", "mallory");
                    session.createMutationQuery(update).executeUpdate();
                }));

        assertAdas(stored(scope));
    }

    @Test
    void stampsUpdatesThatAreForgedWhileNothingElseChanges(SessionFactoryScope scope) {
        inserted(scope);
        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    var note = session.find(Note.class, 1);
                    note.setUpdatedBy("mallory");
                }));

        assertThat(stored(scope).getUpdatedBy()).isEqualTo("bob");
    }

    @Test
    void stampsWithTheActorOfTheThreadThatWrites(SessionFactoryScope scope) {
        inserted(scope);
        as(
                "bob",
                () -> scope.inTransaction(session -> {
                    session.find(Note.class, 1).text = "b";
                    as("cy", () -> {
                        try (var child =
                                session.sessionWithOptions().connection().openSession()) {
                            child.persist(new Note(2));
                            child.flush();
                        }
                    });
                    session.find(Note.class, 2).text = "c";
                }));

        assertThat(stored(scope).getUpdatedBy()).isEqualTo("bob");
        var second = scope.fromStatelessTransaction(session -> session.get(Note.class, 2));
        assertThat(second.part.createdBy).isEqualTo("cy");
        assertThat(second.getUpdatedBy()).isEqualTo("bob");
    }

    private static Note forged(StatelessSession session) {
        var note = Objects.requireNonNull(session.get(Note.class, 1));
        forge(note);
        return note;
    }

    private static Note newForged() {
        var note = new Note(1);
        forge(note);
        return note;
    }

    private static void forge(Note note) {
        note.text = "forged";
        note.setCreatedAt(FORGED);
        note.part = new Part();
        note.part.createdBy = "mallory";
    }

    private static void assertAdas(Note note) {
        assertThat(note.getCreatedAt()).isNotEqualTo(FORGED);
        assertThat(note.part.createdBy).isEqualTo("ada");
    }

    private static void inserted(SessionFactoryScope scope) {
        as("ada", () -> scope.inTransaction(session -> session.persist(new Note(1))));
    }

    private static Note stored(SessionFactoryScope scope) {
        return Objects.requireNonNull(scope.fromStatelessTransaction(session -> session.get(Note.class, 1)));
    }

    private static void as(String actor, Runnable work) {
        Contexts.run(Context.ofActor(actor), work);
    }

    @Embeddable
    static class Part {

        @CreatedBy
        @Nullable
        String createdBy;

        @Nullable
        String remark;
    }

    /** Stamped properties, an overridden column in an embeddable, and an insert of what is set only. */
    @Entity(name = "Note")
    @DynamicInsert
    static class Note {

        @Id
        int id;

        String text = "";

        @Embedded
        @AttributeOverride(name = "createdBy", column = @Column(name = "author"))
        Part part = new Part();

        private @Nullable Instant createdAt;

        private @Nullable String updatedBy;

        private @Nullable Instant updatedAt;

        Note(int id) {
            this.id = id;
        }

        Note() {
            this(0);
        }

        @Access(AccessType.PROPERTY)
        @CreatedAt
        @Nullable
        Instant getCreatedAt() {
            return createdAt;
        }

        void setCreatedAt(@Nullable Instant createdAt) {
            this.createdAt = createdAt;
        }

        @Access(AccessType.PROPERTY)
        @UpdatedBy
        @Nullable
        String getUpdatedBy() {
            return updatedBy;
        }

        void setUpdatedBy(@Nullable String updatedBy) {
            this.updatedBy = updatedBy;
        }

        @Access(AccessType.PROPERTY)
        @UpdatedAt
        @Nullable
        Instant getUpdatedAt() {
            return updatedAt;
        }

        void setUpdatedAt(@Nullable Instant updatedAt) {
            this.updatedAt = updatedAt;
        }
    }
}
