/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who watches single entities sees what the trash deletes and restores of them, too. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrashWatchedIT {

    private final SessionFactoryScope scope;

    TrashWatchedIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @Test
    void enversRecordsDeleteAndRestoreOfEveryRow() {
        persistBoat();

        scope.inTransaction(session -> Trash.of(session, Boat.class).delete(List.of(1)));
        scope.inTransaction(session -> Trash.of(session, Boat.class).restore(1));

        assertThat(revisions(Boat.class, 1)).containsExactly(RevisionType.ADD, RevisionType.DEL, RevisionType.MOD);
        assertThat(revisions(Sail.class, 1)).containsExactly(RevisionType.ADD, RevisionType.DEL, RevisionType.MOD);
    }

    @Test
    void enversMissesARestoreWhereTheMarkIsNotAudited() {
        scope.inTransaction(session -> session.persist(new Buoy(1)));

        scope.inTransaction(session -> Trash.of(session, Buoy.class).delete(List.of(1)));
        scope.inTransaction(session -> Trash.of(session, Buoy.class).restore(1));

        assertThat(revisions(Buoy.class, 1)).containsExactly(RevisionType.ADD, RevisionType.DEL);
    }

    @Test
    void enversRecordsDeleteAndRestoreFromAStatelessSession() {
        persistBoat();

        scope.inStatelessTransaction(session -> Trash.of(session, Boat.class).delete(List.of(1)));
        scope.inStatelessTransaction(session -> Trash.of(session, Boat.class).restore(1));

        assertThat(revisions(Sail.class, 1)).containsExactly(RevisionType.ADD, RevisionType.DEL, RevisionType.MOD);
        scope.inTransaction(
                session -> assertThat(session.find(Boat.class, 1).sails).hasSize(1));
    }

    @Test
    void hooksSeeDeletesAndRestoresAsSuch() {
        persistBoat();
        var seen = new ArrayList<Operation>();
        var hooks = Hooks.of(scope.factory()).on(Boat.class);
        try (var delete = hooks.beforeDelete(write -> seen.add(write.operation()));
                var softDelete = hooks.afterSoftDelete(write -> seen.add(write.operation()));
                var update = hooks.afterUpdate(write -> seen.add(write.operation()));
                var restore = hooks.afterRestore(write -> seen.add(write.operation()))) {
            scope.inTransaction(session -> session.remove(session.find(Boat.class, 1)));
            assertThat(seen).containsExactly(Operation.SOFT_DELETE, Operation.SOFT_DELETE);

            scope.inTransaction(session -> Trash.of(session, Boat.class).restore(1));

            assertThat(seen).endsWith(Operation.RESTORE).hasSize(3);
        }
    }

    @Test
    void hookChangesWhatIsRestored() {
        persistBoat();
        scope.inTransaction(session -> session.remove(session.find(Boat.class, 1)));

        try (var restore = Hooks.of(scope.factory()).on(Boat.class).beforeRestore(write -> write.set("name", "Back"))) {
            scope.inTransaction(session -> Trash.of(session, Boat.class).restore(1));
        }

        scope.inTransaction(
                session -> assertThat(session.find(Boat.class, 1).name).isEqualTo("Back"));
    }

    @Test
    void hookRefusesARestore() {
        persistBoat();
        scope.inTransaction(session -> session.remove(session.find(Boat.class, 1)));

        try (var restore = Hooks.of(scope.factory()).on(Boat.class).beforeRestore(write -> {
            throw HookVetoException.because("it sank", write);
        })) {
            assertThatThrownBy(() -> scope.inTransaction(
                            session -> Trash.of(session, Boat.class).restore(1)))
                    .isInstanceOf(HookVetoException.class)
                    .hasMessageContaining("refused to restore");
        }

        scope.inTransaction(
                session -> assertThat(Trash.of(session, Boat.class).find(1)).isNotNull());
    }

    @Test
    void callbacksSeeEachEntity() {
        scope.inTransaction(session -> session.persist(new Called(1)));
        Called.CALLS.clear();

        scope.inTransaction(session -> Trash.of(session, Called.class).delete(List.of(1)));
        scope.inTransaction(session -> Trash.of(session, Called.class).restore(1));

        assertThat(Called.CALLS).containsExactly("remove", "update");
    }

    @Test
    void writesInBatchesWhereNobodyHasChosenASize(StatementRecorder recorder) {
        var ids = IntStream.range(0, 60).boxed().toList();
        scope.inTransaction(session -> ids.forEach(id -> session.persist(new Called(id))));

        scope.inTransaction(session -> {
            recorder.clear();
            Trash.of(session, Called.class).delete(ids);
            recorder.assertCount(StatementKind.UPDATE, 2);
            assertThat(session.getJdbcBatchSize()).isNull();
        });
        scope.inTransaction(session -> {
            recorder.clear();
            Trash.of(session, Called.class).restoreAll(ids);
            recorder.assertCount(StatementKind.UPDATE, 2);
        });
    }

    @Test
    void raisesVersionAndStampsOnce() {
        persistBoat();

        scope.inTransaction(session -> Trash.of(session, Boat.class).delete(List.of(1)));
        scope.inTransaction(session -> Trash.of(session, Boat.class).restore(1));

        scope.inTransaction(session -> {
            var boat = session.find(Boat.class, 1);
            assertThat(boat.getVersion()).isEqualTo(2);
            assertThat(boat.getDeletionId()).isNull();
            assertThat(boat.getDeletedAt()).isNull();
        });
    }

    private void persistBoat() {
        scope.inTransaction(session -> {
            var boat = new Boat(1, "Argo");
            boat.sails.add(new Sail(1, boat));
            session.persist(boat);
        });
    }

    private List<RevisionType> revisions(Class<?> type, int id) {
        return scope.fromTransaction(session -> {
            List<?> rows = AuditReaderFactory.get(session)
                    .createQuery()
                    .forRevisionsOfEntity(type, false, true)
                    .add(AuditEntity.id().eq(id))
                    .addOrder(AuditEntity.revisionNumber().asc())
                    .getResultList();
            return rows.stream().map(row -> (RevisionType) ((Object[]) row)[2]).toList();
        });
    }

    @Entity(name = "Boat")
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    static class Boat extends SoftDeletableEntity {

        @Id
        int id;

        String name = "";

        @OneToMany(mappedBy = "boat", cascade = CascadeType.ALL)
        Set<Sail> sails = new HashSet<>();

        Boat() {}

        Boat(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Sail")
    @Audited
    @AuditOverride(forClass = SoftDeletableEntity.class)
    static class Sail extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Boat boat;

        Sail() {}

        Sail(int id, Boat boat) {
            this.id = id;
            this.boat = boat;
        }
    }

    @Entity(name = "Buoy")
    @Audited
    static class Buoy extends SoftDeletableEntity {

        @Id
        int id;

        Buoy() {}

        Buoy(int id) {
            this.id = id;
        }
    }

    @Entity(name = "Called")
    static class Called extends SoftDeletableEntity {

        static final List<String> CALLS = new ArrayList<>();

        @Id
        int id;

        Called() {}

        Called(int id) {
            this.id = id;
        }

        @PreRemove
        void onRemove() {
            CALLS.add("remove");
        }

        @PostUpdate
        void onUpdate() {
            CALLS.add("update");
        }
    }
}
