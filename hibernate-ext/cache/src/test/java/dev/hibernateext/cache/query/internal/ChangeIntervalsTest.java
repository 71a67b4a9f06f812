/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.AdaptiveTtl;
import dev.hibernateext.cache.query.TtlExplanation.Reason;
import dev.hibernateext.cache.query.internal.ChangeIntervals.Question;
import dev.hibernateext.cache.query.internal.Epochs.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeIntervalsTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final AdaptiveTtl BOUNDS = AdaptiveTtl.between(Duration.ofSeconds(1), Duration.ofHours(1));
    private static final Realm RED = Realm.of("red");

    private final ChangeIntervals intervals = new ChangeIntervals();

    /** The model keeps all times of all tables, and computes each answer from the beginning. */
    @Test
    void agreeWithAModel() {
        var random = new Random(SEED);
        var model = new HashMap<Subject, List<Instant>>();
        var now = START;
        for (var round = 0; round < 4_000; round++) {
            now = now.plusMillis(1 + random.nextInt(1 << random.nextInt(22)));
            var subject = new Subject(Realm.of("tenant " + random.nextInt(3)), "table " + random.nextInt(4));
            if (random.nextBoolean()) {
                intervals.changed(subject, now);
                model.computeIfAbsent(subject, first -> new ArrayList<>()).add(now);
            }

            assertThat(ttl(subject, now).toMillis())
                    .as("%s in round %d, seed %d", subject, round, SEED)
                    .isEqualTo(expectedMillis(model, subject, now));
        }
    }

    private Duration ttl(Subject subject, Instant now) {
        return intervals
                .explain(new Question(BOUNDS, subject.realm(), List.of(subject.name()), now))
                .ttl();
    }

    private static long expectedMillis(Map<Subject, List<Instant>> model, Subject subject, Instant now) {
        var times = model.getOrDefault(subject, List.of());
        if (times.size() < 2) {
            return BOUNDS.longest().toMillis();
        }
        var mean = (double) millis(times.get(0), times.get(1));
        for (var at = 2; at < times.size(); at++) {
            mean += 0.2 * (millis(times.get(at - 1), times.get(at)) - mean);
        }
        var expected = Math.max(Math.round(mean), millis(times.get(times.size() - 1), now) / 2);
        return Math.min(
                Math.max(expected, BOUNDS.shortest().toMillis()),
                BOUNDS.longest().toMillis());
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    @Test
    void takeTheTableThatChangesMostOften() {
        change("rare", RED, Duration.ofMinutes(10));
        change("frequent", RED, Duration.ofSeconds(30));

        assertThat(intervals
                        .explain(new Question(BOUNDS, RED, List.of("rare", "frequent", "never"), START))
                        .ttl())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void countWhatNoTenantWritesForAll() {
        change("shared", Realm.of(null), Duration.ofSeconds(30));

        assertThat(ttl(new Subject(RED, "shared"), START)).isEqualTo(Duration.ofSeconds(30));
        assertThat(ttl(new Subject(Realm.of(null), "shared"), START)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void sayWhatDecides() {
        assertThat(reason("never")).isEqualTo(Reason.NOT_ENOUGH_SEEN);
        intervals.changed(new Subject(RED, "once"), START);
        assertThat(reason("once")).isEqualTo(Reason.NOT_ENOUGH_SEEN);
        change("mean", RED, Duration.ofSeconds(30));
        assertThat(reason("mean")).isEqualTo(Reason.MEAN_INTERVAL);
        change("often", RED, Duration.ofMillis(30));
        assertThat(reason("often")).isEqualTo(Reason.SHORTEST);
        change("rarely", RED, Duration.ofHours(30));
        assertThat(reason("rarely")).isEqualTo(Reason.LONGEST);
        assertThat(reason("mean", START.plusSeconds(90))).isEqualTo(Reason.QUIET_FOR_LONGER);
    }

    private Reason reason(String table) {
        return reason(table, START);
    }

    private Reason reason(String table, Instant now) {
        return intervals
                .explain(new Question(BOUNDS, RED, List.of(table), now))
                .of("Entity", "red")
                .reason();
    }

    /** The second change is now. */
    private void change(String table, Realm realm, Duration interval) {
        intervals.changed(new Subject(realm, table), START.minus(interval));
        intervals.changed(new Subject(realm, table), START);
    }

    @Test
    void areBounded() {
        for (var number = 0; number < 30_000; number++) {
            intervals.changed(new Subject(RED, "table " + number), START.plusSeconds(number));
        }

        assertThat(intervals.size()).isLessThanOrEqualTo(10_000).isGreaterThan(4_000);
    }
}
