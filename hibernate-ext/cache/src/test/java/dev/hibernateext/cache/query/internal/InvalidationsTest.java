/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.cache.query.internal.Epochs.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was invalidated is never forgotten, whatever room there is. */
class InvalidationsTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int ROUNDS = 50_000;
    private static final Realm RED = Realm.of("red");
    private static final Realm BLUE = Realm.of("blue");

    @Test
    void epochsEndWhatIsOlderAndOnlyTheOldestMore() {
        var random = new Random(SEED);
        var epochs = new Epochs(100);
        var model = new HashMap<String, Long>();
        var needless = 0;
        for (var now = 1L; now <= ROUNDS; now++) {
            var name = "key " + random.nextInt(80);
            if (random.nextInt(4) == 0) {
                epochs.invalidate(new Subject(RED, name), now);
                model.put(name, now);
            }
            var began = now - random.nextInt(200);
            var ended = epochs.isInvalidatedSince(began, RED, name);

            assertThat(ended).as("%s at %d, seed %d", name, now, SEED).isEqualTo(isEnded(model, name, began));
            needless += epochs.isInvalidatedSince(began, BLUE, name) ? 1 : 0;
        }
        assertThat(needless).isZero();
    }

    private static boolean isEnded(Map<String, Long> model, String name, long began) {
        return model.getOrDefault(name, 0L) >= began && model.containsKey(name);
    }

    @Test
    void epochsEndMoreThanTheyShouldRatherThanLess() {
        var epochs = new Epochs(10);
        for (var now = 1L; now <= 1_000; now++) {
            epochs.invalidate(new Subject(RED, "key " + now), now);
        }

        for (var now = 1L; now <= 1_000; now++) {
            assertThat(epochs.isInvalidatedSince(now, RED, "key " + now)).isTrue();
        }
        assertThat(epochs.isInvalidatedSince(980, RED, "another")).isTrue();
        assertThat(epochs.isInvalidatedSince(1_000, RED, "another")).isFalse();
    }

    @Test
    void patternsEndMoreThanTheyShouldRatherThanLess() {
        var log = new PatternLog(10);
        for (var now = 1L; now <= 1_000; now++) {
            log.invalidate(RED, KeyPattern.of("key " + now), now);
        }

        for (var now = 1L; now <= 1_000; now++) {
            assertThat(log.isInvalidatedSince(now, RED, "key " + now)).isTrue();
        }
        assertThat(log.isInvalidatedSince(990, RED, "another")).isTrue();
        assertThat(log.isInvalidatedSince(991, RED, "another")).isFalse();
        assertThat(log.isInvalidatedSince(991, BLUE, "key 995")).isFalse();
        assertThat(log.isInvalidatedSince(991, RED, "key 995")).isTrue();
    }
}
