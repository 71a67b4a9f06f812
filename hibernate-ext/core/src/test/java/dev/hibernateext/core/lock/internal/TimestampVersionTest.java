/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampVersionTest {

    private static final List<Class<?>> TYPES =
            List.of(Instant.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);

    @Test
    void growsWithEachVersionWhateverTheClockDoes() {
        for (var type : TYPES) {
            for (var digits = 0; digits <= 9; digits++) {
                var version = new TimestampVersion(type, digits);
                Temporal replaced = version.next(null, clockAt(randomInstant()));
                for (var round = 0; round < 200; round++) {
                    var next = version.next(replaced, clockAt(randomInstantNear(replaced)));

                    assertThat(TimestampVersion.instantOf(next))
                            .as("seed %d, %s(%d)", seed, type.getSimpleName(), digits)
                            .isAfter(TimestampVersion.instantOf(replaced));
                    assertThat(version.truncate(next)).isEqualTo(next);
                    assertThat(next).isInstanceOf(type);
                    replaced = next;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 9})
    void holdsNoMoreDigitsThanTheColumn(int digits) {
        var version = new TimestampVersion(Instant.class, digits);

        var now = version.now(clockAt(Instant.parse("2026-03-01T10:00:00.123456789Z")));

        var unit = version.unit().toNanos();
        assertThat(now.getLong(ChronoField.NANO_OF_SECOND)).isEqualTo(123_456_789 / unit * unit);
    }

    @Test
    void addsOneUnitWhereTheClockStandsStill() {
        var clock = clockAt(Instant.parse("2026-03-01T10:00:00Z"));
        var version = new TimestampVersion(Instant.class, 6);

        var second = version.next(version.next(null, clock), clock);

        assertThat(second).isEqualTo(Instant.parse("2026-03-01T10:00:00.000001Z"));
        assertThat(version.unit()).isEqualTo(Duration.ofNanos(1_000));
    }

    @Test
    void readsTimesWithoutAnOffsetInUtc() {
        var clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneId.of("Asia/Tokyo"));

        assertThat(new TimestampVersion(LocalDateTime.class, 6).now(clock))
                .isEqualTo(LocalDateTime.parse("2026-03-01T10:00:00"));
    }

    private static Clock clockAt(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private Instant randomInstant() {
        return Instant.ofEpochSecond(random.nextInt(2_000_000_000), random.nextInt(1_000_000_000));
    }

    private Instant randomInstantNear(Temporal time) {
        var spread = List.of(0L, 1L, 1_000L, 1_000_000L, 5_000_000_000L).get(random.nextInt(5));
        return TimestampVersion.instantOf(time).plusNanos(spread - random.nextLong(2 * spread + 1));
    }
}
