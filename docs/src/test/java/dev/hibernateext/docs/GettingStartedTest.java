/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.mixins.AuditStamps;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.UpdatedBy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class GettingStartedTest {

    @Test
    void stampsWhatIsWritten(SessionFactory sessions) {
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.persist(new Invoice("A-1", "draft")));
        }
        try (var scope = Contexts.open(Context.ofActor("grace"))) {
            sessions.inTransaction(session -> session.find(Invoice.class, "A-1").state = "sent");
        }

        var invoice = sessions.fromSession(session -> session.find(Invoice.class, "A-1"));
        assertThat(invoice.getCreatedBy()).isEqualTo("ada");
        assertThat(invoice.getUpdatedBy()).isEqualTo("grace");
        assertThat(invoice.getVersion()).isEqualTo(1);
        assertThat(invoice.getUpdatedAt()).isAfter(invoice.getCreatedAt());
    }

    @Test
    void stampsBulkUpdates(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Invoice("A-1", "draft")));

        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inTransaction(session -> session.createMutationQuery("update Invoice set state = 'void'")
                    .executeUpdate());
        }

        var invoice = sessions.fromSession(session -> session.find(Invoice.class, "A-1"));
        assertThat(invoice.getUpdatedBy()).isEqualTo("ada");
        assertThat(invoice.getVersion()).isEqualTo(1);
    }

    @Test
    void refusesAChangeOfAnOldVersion(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Invoice("A-1", "draft")));
        var versionSeen = 0;

        send(sessions, versionSeen);

        assertThatExceptionOfType(VersionConflictException.class)
                .isThrownBy(() -> send(sessions, versionSeen))
                .satisfies(conflict -> assertThat(conflict.current()).isEqualTo(1L));
    }

    private static void send(SessionFactory sessions, long versionSeen) {
        sessions.inTransaction(session -> OptimisticLocking.of(session)
                .update(Invoice.class, "A-1", ExpectedVersion.of(versionSeen), invoice -> invoice.state = "sent"));
    }

    @Test
    void stampsEntitiesWithASuperclassOfTheirOwn(SessionFactory sessions) {
        Contexts.run(
                Context.ofActor("ada"),
                () -> sessions.inTransaction(session -> {
                    session.persist(new Supplier("S-1"));
                    session.persist(new Measurement("M-1"));
                }));

        sessions.inSession(session -> {
            assertThat(session.find(Supplier.class, "S-1").stamps.getCreatedBy())
                    .isEqualTo("ada");
            assertThat(session.find(Measurement.class, "M-1").takenAt).isNotNull();
            assertThat(session.find(Measurement.class, "M-1").lastEditor).isEqualTo("ada");
        });
    }

    @Test
    void switchesAFeatureOffForASession(SessionFactoryScope scope) {
        var sessions = scope.factory();
        Contexts.run(
                Context.ofActor("ada"),
                () -> sessions.inTransaction(session -> session.persist(new Invoice("A-1", "draft"))));

        Contexts.run(
                Context.ofActor("migration"),
                () -> sessions.inTransaction(session -> {
                    try (var suspension = HibernateExt.of(session).without(Feature.STAMP)) {
                        session.find(Invoice.class, "A-1").state = "sent";
                        session.flush();
                    }
                }));

        var invoice = sessions.fromSession(session -> session.find(Invoice.class, "A-1"));
        assertThat(invoice.state).isEqualTo("sent");
        assertThat(invoice.getUpdatedBy()).isEqualTo("ada");
    }

    @Entity(name = "Invoice")
    static class Invoice extends AuditedEntity {

        @Id
        String number;

        String state;

        @SuppressWarnings("NullAway.Init")
        protected Invoice() {}

        Invoice(String number, String state) {
            this.number = number;
            this.state = state;
        }
    }

    @MappedSuperclass
    abstract static class Party {

        @Id
        String id;

        @SuppressWarnings("NullAway.Init")
        protected Party() {}

        Party(String id) {
            this.id = id;
        }
    }

    @Entity
    static class Supplier extends Party {

        @Version
        @Nullable
        Long version;

        @Embedded
        AuditStamps stamps = new AuditStamps();

        protected Supplier() {}

        Supplier(String id) {
            super(id);
        }
    }

    @Entity
    static class Measurement {

        @Id
        String id;

        @CreatedAt
        @Nullable
        Instant takenAt;

        @UpdatedBy
        @Nullable
        String lastEditor;

        @SuppressWarnings("NullAway.Init")
        protected Measurement() {}

        Measurement(String id) {
            this.id = Objects.requireNonNull(id);
        }
    }
}
