/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.validation.Delete;
import dev.hibernateext.core.validation.EntityValidationException;
import dev.hibernateext.core.validation.EntityViolation;
import dev.hibernateext.core.validation.Restore;
import dev.hibernateext.core.validation.SoftDelete;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The groups of constraints that hold when a row goes into the trash, and when it comes back. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class TrashValidationIT {

    @BeforeEach
    void persist(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Contract(1, "kept"));
            session.persist(new Contract(2, "stays"));
            session.persist(new Contract(3, "free"));
            session.persist(new Leaflet());
        });
    }

    @Test
    void checksWhatHoldsForASoftDelete(SessionFactoryScope scope) {
        refuses(() -> scope.inTransaction(session -> {
            session.remove(session.find(Contract.class, 1));
            session.flush();
        }));
        refuses(() -> scope.inStatelessTransaction(session -> session.delete(session.get(Contract.class, 1))));
        refuses(() ->
                scope.inTransaction(session -> Trash.of(session, Contract.class).delete(List.of(1))));
        refuses(() -> scope.inStatelessTransaction(
                session -> Trash.of(session, Contract.class).delete(List.of(1))));

        scope.inTransaction(session ->
                assertThat(session.find(Contract.class, 1).getDeletedAt()).isNull());
    }

    @Test
    void checksWhatHoldsForARestore(SessionFactoryScope scope) {
        scope.inTransaction(session -> Trash.of(session, Contract.class).delete(List.of(2, 3)));

        refuses(() ->
                scope.inTransaction(session -> Trash.of(session, Contract.class).restore(2)));
        refuses(() -> scope.inStatelessTransaction(
                session -> Trash.of(session, Contract.class).restore(2)));
        scope.inTransaction(session -> Trash.of(session, Contract.class).restore(3));

        scope.inTransaction(session -> {
            assertThat(session.find(Contract.class, 2)).isNull();
            assertThat(session.find(Contract.class, 3)).isNotNull();
        });
    }

    @Test
    void letsARowComeBackThatOtherConstraintsNowRefuse(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.createMutationQuery("update Contract set title = 'x' where id = 3")
                    .executeUpdate();
            Trash.of(session, Contract.class).delete(List.of(3));
            Trash.of(session, Contract.class).restore(3);
        });

        scope.inTransaction(
                session -> assertThat(session.find(Contract.class, 3)).isNotNull());
    }

    @Test
    void loadsNothingWhereNoConstraintIsInTheseGroups(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            recorder.clear();
            Trash.of(session, Leaflet.class).delete(List.of(1));
            Trash.of(session, Leaflet.class).restore(1);
        });

        assertThat(recorder.sql()).noneMatch(sql -> sql.startsWith("select") && sql.contains("title"));
    }

    private static void refuses(ThrowingCallable work) {
        assertThatThrownBy(work)
                .satisfies(error -> assertThat(HibernateExtException.findIn(error, EntityValidationException.class))
                        .isNotNull()
                        .satisfies(validation -> assertThat(validation.violations())
                                .extracting(EntityViolation::path)
                                .containsExactly("title")));
    }

    @Entity(name = "Contract")
    static class Contract extends SoftDeletableEntity {

        @Id
        int id;

        @Size(min = 2)
        @Pattern(regexp = "(?!kept).*", groups = SoftDelete.class)
        @Pattern(regexp = "(?!stays).*", groups = Restore.class)
        @Pattern(regexp = "", groups = Delete.class)
        String title = "";

        protected Contract() {}

        Contract(int id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "Leaflet")
    static class Leaflet extends SoftDeletableEntity {

        @Id
        int id = 1;

        @Size(max = 10)
        String title = "";
    }
}
