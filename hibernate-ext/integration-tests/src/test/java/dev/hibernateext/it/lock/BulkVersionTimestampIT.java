/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BulkVersionTimestampIT implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final MutableClock CLOCK = MutableClock.startingAt(START);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void insert(SessionFactoryScope scope) {
        CLOCK.set(START);
        scope.inTransaction(session -> {
            session.persist(new Reading(1));
            session.persist(new Special(2));
        });
    }

    @Test
    void advancesByOneUnitWhileTheClockStandsStill(SessionFactoryScope scope) {
        for (var update = 1; update <= 3; update++) {
            execute(scope, "update Reading r set r.text = 'b'");

            assertThat(version(scope, 1)).isEqualTo(START.plusMillis(update));
            assertThat(version(scope, 2)).isEqualTo(START.plusMillis(update));
        }
    }

    @Test
    void takesTheCurrentTimeWhenItIsLater(SessionFactoryScope scope) {
        CLOCK.advance(Duration.ofSeconds(5));

        execute(scope, "update Special s set s.text = 'b', s.extra = 'c'");

        assertThat(version(scope, 1)).isEqualTo(START);
        assertThat(version(scope, 2)).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void letsTwoUpdatesShareAVersionWhereTheFeatureIsOff(SessionFactoryScope scope) {
        try (var plain = scope.openAnother(settings -> settings.put(Feature.LOCK.setting(), "false"))) {
            execute(plain, "update Reading r set r.text = 'b'");
        }

        assertThat(version(scope, 1)).isEqualTo(START);
    }

    private static void execute(SessionFactoryScope scope, String hql) {
        scope.inTransaction(session -> session.createMutationQuery(hql).executeUpdate());
    }

    private static @Nullable Instant version(SessionFactoryScope scope, int id) {
        return Objects.requireNonNull(scope.fromStatelessTransaction(session -> session.get(Reading.class, id)))
                .version;
    }

    @Entity(name = "Reading")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Reading {

        @Id
        int id;

        String text = "a";

        @Version
        @VersionTimestamp
        @Column(secondPrecision = 3)
        @Nullable
        Instant version;

        Reading(int id) {
            this.id = id;
        }

        Reading() {
            this(0);
        }
    }

    @Entity(name = "Special")
    static class Special extends Reading {

        String extra = "x";

        Special(int id) {
            super(id);
        }

        Special() {
            this(0);
        }
    }
}
