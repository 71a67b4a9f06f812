/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.stamp.ActorMissingException;
import dev.hibernateext.core.stamp.StampAssignedException;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.RollbackException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest
class StampsTest implements SettingsContributor {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, MutableClock.startingAt(NOON));
    }

    @Test
    void followsEveryWayARowIsWritten(SessionFactory sessions) {
        try (var scope = Contexts.open(Context.ofActor("ada"))) {
            sessions.inStatelessTransaction(session -> {
                session.upsert(new Product(1, "lamp"));
                session.createMutationQuery("insert into Product (id, name) values (2, 'desk')")
                        .executeUpdate();
            });
        }
        try (var scope = Contexts.open(Context.ofActor("grace"))) {
            sessions.inStatelessTransaction(session -> {
                session.upsert(read(sessions, 1).renamed("floor lamp"));
                session.createMutationQuery("update Product set name = 'table' where id = 2")
                        .executeUpdate();
            });
        }

        sessions.inSession(session -> assertThat(session.findMultiple(Product.class, List.of(1, 2)))
                .allSatisfy(product -> {
                    assertThat(product.getCreatedBy()).isEqualTo("ada");
                    assertThat(product.getUpdatedBy()).isEqualTo("grace");
                    assertThat(product.getVersion()).isEqualTo(1);
                }));
    }

    @Test
    void keepsTheTypeAndPrecisionOfTheAttribute(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Reading(1)));

        var reading = sessions.fromSession(session -> session.find(Reading.class, 1));
        assertThat(reading.takenOn).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(reading.changedAtMillis).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void demandsAnActorWhereTheSettingSaysSo(SessionFactoryScope scope) {
        try (var strict = scope.openAnother(settings -> settings.put(CoreSettings.STAMP_MISSING_ACTOR, "fail"))) {
            var failure =
                    catchThrowable(() -> strict.inTransaction(session -> session.persist(new Product(1, "lamp"))));

            assertThat(failure).isInstanceOf(RollbackException.class).hasCauseInstanceOf(ActorMissingException.class);
        }
    }

    @Test
    void refusesACreationStampAssignedInHql(SessionFactory sessions) {
        assertThatExceptionOfType(StampAssignedException.class)
                .isThrownBy(() -> sessions.inTransaction(
                        session -> session.createMutationQuery("update Product set createdBy = 'me'")
                                .executeUpdate()));
    }

    private static Product read(SessionFactory sessions, int id) {
        return sessions.fromSession(session -> session.find(Product.class, id));
    }

    @Entity(name = "Product")
    @AttributeOverride(name = "createdAt", column = @Column(name = "inserted", nullable = false))
    @AttributeOverride(name = "createdBy", column = @Column(name = "inserted_by"))
    static class Product extends AuditedEntity {

        @Id
        int id;

        String name;

        @SuppressWarnings("NullAway.Init")
        protected Product() {}

        Product(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Product renamed(String other) {
            name = other;
            return this;
        }
    }

    @Entity
    static class Reading {

        @Id
        int id;

        @CreatedAt
        @Nullable
        LocalDate takenOn;

        @UpdatedAt
        @Nullable
        Long changedAtMillis;

        protected Reading() {}

        Reading(int id) {
            this.id = id;
        }
    }
}
