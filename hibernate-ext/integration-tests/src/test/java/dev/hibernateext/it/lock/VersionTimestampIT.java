/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.Feature;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.lock.Etag;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.lock.VersionTimestampPlacementException;
import dev.hibernateext.mixins.VersionTimestamp;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@HibernateExtTest(
        entities = {
            VersionTimestampIT.Note.class,
            VersionTimestampIT.Seconds.class,
            VersionTimestampIT.Millis.class,
            VersionTimestampIT.Local.class,
            VersionTimestampIT.Offset.class,
            VersionTimestampIT.Zoned.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class VersionTimestampIT implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00.987654321Z");

    private static final MutableClock CLOCK = MutableClock.startingAt(START);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind() {
        CLOCK.set(START);
    }

    @ParameterizedTest
    @EnumSource
    void givesEachUpdateALaterVersionWhileTheClockStandsStill(SessionKind kind, SessionFactoryScope scope) {
        insert(scope, new Note());

        var versions = IntStream.range(0, 5)
                .mapToObj(i -> kind.from(
                                scope,
                                locking -> locking.update(
                                        Note.class, 1, ExpectedVersion.any(), note -> note.text = "t" + i))
                        .version)
                .toList();

        assertThat(versions).doesNotHaveDuplicates().isSorted();
        assertThat(versions.get(0)).isEqualTo(Instant.parse("2026-03-01T10:00:00.987655Z"));
        assertThat(stored(scope).version).isEqualTo(versions.get(4));
    }

    @Test
    void refusesTheSecondOfTwoWritersWithinOneTick(SessionFactoryScope scope) {
        insert(scope, new Note());
        var mine = stored(scope);
        var theirs = stored(scope);
        theirs.text = "theirs";
        scope.inTransaction(session -> session.merge(theirs));
        mine.text = "mine";

        assertThatThrownBy(() -> scope.inTransaction(session -> session.merge(mine)))
                .isInstanceOf(OptimisticLockException.class);

        assertThat(stored(scope).text).isEqualTo("theirs");
    }

    /** The blade: what Hibernate does by itself when the clock is too coarse. */
    @Test
    void losesAnUpdateWithTheFeatureSwitchedOff(SessionFactoryScope original) {
        insert(original, new Note());
        try (var scope = original.openAnother(settings -> {
            settings.put(CoreSettings.LOCK_ENABLED, "false");
            settings.put("hibernate.testing.clock", CLOCK);
        })) {
            var mine = stored(scope);
            var theirs = stored(scope);
            theirs.text = "theirs";
            scope.inTransaction(session -> session.merge(theirs));
            mine.text = "mine";
            scope.inTransaction(session -> session.merge(mine));

            assertThat(stored(scope).text).isEqualTo("mine");
        }
    }

    /** The blade of one session. */
    @Test
    void takesTheTimeAsItIsWhereTheFeatureIsSuspended(SessionFactoryScope scope) {
        insert(scope, new Note());

        scope.inTransaction(session -> {
            try (var suspension = HibernateExt.of(session).without(Feature.LOCK)) {
                session.find(Note.class, 1).text = "b";
                session.flush();
            }
        });

        assertThat(stored(scope).version).isEqualTo(Instant.parse("2026-03-01T10:00:00.987654Z"));
    }

    @Test
    void neverGoesBackWithTheClock(SessionFactoryScope scope) {
        insert(scope, new Note());
        var before = stored(scope).version;
        CLOCK.advance(Duration.ofHours(-1));

        scope.inTransaction(session -> session.find(Note.class, 1).text = "b");

        assertThat(stored(scope).version)
                .isEqualTo(Objects.requireNonNull(before).plusNanos(1_000));
    }

    @Test
    void coversForcedIncrements(SessionFactoryScope scope, StatementRecorder statements) {
        insert(scope, new Note());
        statements.clear();

        scope.inTransaction(session -> session.find(Note.class, 1, LockModeType.PESSIMISTIC_FORCE_INCREMENT));
        scope.inTransaction(session -> session.find(Note.class, 1, LockModeType.OPTIMISTIC_FORCE_INCREMENT));

        statements.assertCount(StatementKind.UPDATE, 2);
        assertThat(stored(scope).version).isEqualTo(Instant.parse("2026-03-01T10:00:00.987656Z"));
    }

    @ParameterizedTest
    @MethodSource("temporals")
    void hasNoFalseConflictFromPrecision(Supplier<Row> maker, SessionFactoryScope scope) {
        var row = maker.get();
        for (var round = 0; round < 8; round++) {
            CLOCK.advance(Duration.ofNanos(123_456_789));
            scope.inTransaction(session -> {
                if (session.find(row.getClass(), 1) == null) {
                    session.persist(row);
                }
            });
            var written = (round % 2 == 0 ? SessionKind.STATEFUL : SessionKind.STATELESS)
                    .from(
                            scope,
                            locking -> locking.update(row.getClass(), 1, ExpectedVersion.any(), each -> each.number++));
            var tag = scope.fromTransaction(session -> Etag.of(session, written));

            SessionKind.STATEFUL.in(scope, locking -> {
                var read = locking.get(row.getClass(), 1, ExpectedVersion.ofRaw(written.version()));
                locking.check(read, ExpectedVersion.from(tag));
                locking.check(read, ExpectedVersion.ofRaw(withMoreDigits(read.version())));
            });
        }
    }

    static Stream<Supplier<Row>> temporals() {
        return Stream.of(Seconds::new, Millis::new, Local::new, Offset::new, Zoned::new);
    }

    private static Object withMoreDigits(Object version) {
        return version instanceof Instant instant ? instant.plusNanos(999) : version;
    }

    @Test
    void saysWhichTimeIsExpectedAndWhichIsThere(SessionFactoryScope scope) {
        insert(scope, new Note());

        assertThatThrownBy(() -> SessionKind.STATELESS.in(
                        scope, locking -> locking.get(Note.class, 1, ExpectedVersion.of(Instant.EPOCH))))
                .isInstanceOfSatisfying(
                        VersionConflictException.class,
                        conflict ->
                                assertThat(conflict.current()).isEqualTo(Instant.parse("2026-03-01T10:00:00.987654Z")))
                .hasMessageContaining("1970-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void refusesToStartWithTheAnnotationMisplaced(Class<?> entity, SessionFactoryScope scope) {
        var configuration = new HibernatePersistenceConfiguration("misplaced")
                .managedClasses(List.of(entity))
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, scope.dataSource());

        assertThatThrownBy(configuration::createEntityManagerFactory)
                .isInstanceOfSatisfying(
                        VersionTimestampPlacementException.class,
                        misplaced -> assertThat(misplaced.attribute()).isEqualTo("version"))
                .hasMessageContaining("Put it on a @Version attribute");
    }

    static Stream<Class<?>> misplaced() {
        return Stream.of(NoVersion.class, Counted.class, InEmbeddable.class);
    }

    private static void insert(SessionFactoryScope scope, Object entity) {
        scope.inTransaction(session -> session.persist(entity));
    }

    private static Note stored(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> session.find(Note.class, 1));
    }

    @Entity(name = "Note")
    static class Note {

        @Id
        int id = 1;

        @Version
        @VersionTimestamp
        @Nullable
        Instant version;

        @Nullable
        String text = "a";
    }

    @MappedSuperclass
    abstract static class Row {

        @Id
        int id = 1;

        int number;

        abstract Object version();
    }

    @Entity(name = "Seconds")
    static class Seconds extends Row {

        @Version
        @VersionTimestamp
        @Column(secondPrecision = 0)
        @Nullable
        Instant version;

        @Override
        Object version() {
            return Objects.requireNonNull(version);
        }
    }

    @Entity(name = "Millis")
    static class Millis extends Row {

        @Version
        @VersionTimestamp
        @Column(secondPrecision = 3)
        @Nullable
        Instant version;

        @Override
        Object version() {
            return Objects.requireNonNull(version);
        }
    }

    @Entity(name = "LocalRow")
    static class Local extends Row {

        @Version
        @VersionTimestamp
        @Nullable
        LocalDateTime version;

        @Override
        Object version() {
            return Objects.requireNonNull(version);
        }
    }

    @Entity(name = "OffsetRow")
    static class Offset extends Row {

        @Version
        @VersionTimestamp
        @Nullable
        OffsetDateTime version;

        @Override
        Object version() {
            return Objects.requireNonNull(version).withOffsetSameInstant(ZoneOffset.ofHours(5));
        }
    }

    @Entity(name = "ZonedRow")
    static class Zoned extends Row {

        @Version
        @VersionTimestamp
        @Nullable
        ZonedDateTime version;

        @Override
        Object version() {
            return Objects.requireNonNull(version);
        }
    }

    @Entity(name = "NoVersion")
    static class NoVersion {

        @Id
        int id;

        @VersionTimestamp
        @Nullable
        Instant version;
    }

    @Entity(name = "CountedRow")
    static class Counted {

        @Id
        int id;

        @Version
        @VersionTimestamp
        long version;
    }

    @Entity(name = "InEmbeddable")
    static class InEmbeddable {

        @Id
        int id;

        @Nullable
        Part part;
    }

    @Embeddable
    static class Part {

        @VersionTimestamp
        @Nullable
        Instant version;
    }
}
