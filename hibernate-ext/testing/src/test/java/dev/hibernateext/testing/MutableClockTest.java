/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MutableClockTest {

    private static final Instant START = Instant.parse("2026-03-29T00:59:59Z");

    private final MutableClock clock = MutableClock.startingAt(START);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

        assertThat(clock.advance(Duration.ofSeconds(-1))).isEqualTo("2026-03-29T00:59:58Z");
        assertThat(clock.instant()).isEqualTo("2026-03-29T00:59:58Z");

        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }

    @Test
    void movesItsViewsInOtherZonesAlong() {
        var berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofSeconds(1));

        assertThat(berlin.instant()).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void losesNoStepOfManyThreads() {
        IntStream.range(0, 10_000).parallel().forEach(step -> clock.advance(Duration.ofMillis(1)));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
    }
}
