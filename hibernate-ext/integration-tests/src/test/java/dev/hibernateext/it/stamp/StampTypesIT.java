/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.stamp;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.mixins.CreatedAt;
import dev.hibernateext.mixins.UpdatedAt;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class StampTypesIT implements SettingsContributor {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private static final Instant MICROS = NOW.truncatedTo(ChronoUnit.MICROS);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, MutableClock.startingAt(NOW));
    }

    @Test
    void stampsEachTypeInThePrecisionOfItsColumn(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var event = new Event();
            session.persist(event);
            session.flush();
            assertExpected(event);
        });

        scope.inTransaction(session -> assertExpected(session.find(Event.class, 1)));
    }

    @Test
    void stampsEachTypeInBulk(SessionFactoryScope scope) {
        scope.inTransaction(session ->
                session.createMutationQuery("insert Event (id) values (1)").executeUpdate());

        scope.inTransaction(session -> assertExpected(session.find(Event.class, 1)));
    }

    @Test
    void keepsRowsCleanThatWereJustInserted(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Event()));

        scope.inTransaction(session -> {
            session.find(Event.class, 1);
            assertThat(session.isDirty()).isFalse();
        });
    }

    private static void assertExpected(Event event) {
        assertThat(event.instant).isEqualTo(MICROS);
        assertThat(event.millis).isEqualTo(NOW.truncatedTo(ChronoUnit.MILLIS));
        assertThat(event.seconds).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        assertThat(event.local).isEqualTo(LocalDateTime.ofInstant(MICROS, UTC));
        assertThat(event.offset).isEqualTo(MICROS.atOffset(UTC));
        assertThat(event.zoned).isEqualTo(MICROS.atZone(UTC));
        assertThat(event.date).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(event.year).isEqualTo(Year.of(2026));
        assertThat(event.epochMillis).isEqualTo(NOW.toEpochMilli());
        assertThat(event.epochSeconds).isEqualTo((int) NOW.getEpochSecond());
        assertThat(event.primitiveMillis).isEqualTo(NOW.toEpochMilli());
    }

    @Entity(name = "Event")
    static class Event {

        @Id
        int id = 1;

        @CreatedAt
        @Nullable
        Instant instant;

        @CreatedAt
        @Column(secondPrecision = 3)
        @Nullable
        Instant millis;

        @UpdatedAt
        @Column(secondPrecision = 0)
        @Nullable
        Instant seconds;

        @UpdatedAt
        @Column(name = "local_")
        @Nullable
        LocalDateTime local;

        @UpdatedAt
        @Column(name = "offset_")
        @Nullable
        OffsetDateTime offset;

        @UpdatedAt
        @Nullable
        ZonedDateTime zoned;

        @CreatedAt
        @Column(name = "date_")
        @Nullable
        LocalDate date;

        @CreatedAt
        @Column(name = "year_")
        @Nullable
        Year year;

        @CreatedAt
        @Nullable
        Long epochMillis;

        @UpdatedAt
        @Nullable
        Integer epochSeconds;

        @CreatedAt
        long primitiveMillis;
    }
}
