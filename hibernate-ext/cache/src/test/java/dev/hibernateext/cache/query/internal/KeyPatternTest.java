/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);

    @ParameterizedTest
    @CsvSource({
        "offers:*, offers:, true",
        "offers:*, offers:1:2, true",
        "offers:*, my offers:1, false",
        "offers, offers:1, false",
        "*:1, offers:1, true",
        "*:1, offers:1:1, true",
        "*:1, offers:12, false",
        "*, anything, true",
        "?, a, true",
        "?, ab, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, ax, false",
        "[a-]x, -x, true",
        "a.c, abc, false",
        "'a\\*c', 'a*c', true",
        "'a\\*c', 'abc', false"
    })
    void matchesAsAWhole(String pattern, String key, boolean expected) {
        assertThat(KeyPattern.of(pattern).matches(key)).isEqualTo(expected);
    }

    @Test
    void agreesWithRegularExpressions() {
        var random = new Random(SEED);
        for (var round = 0; round < 20_000; round++) {
            var pattern = text(random, "ab*?", 1 + random.nextInt(8));
            var key = text(random, "ab", random.nextInt(10));
            var expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), key);

            assertThat(KeyPattern.of(pattern).matches(key))
                    .as("%s and %s, seed %d", pattern, key, SEED)
                    .isEqualTo(expected);
        }
    }

    private static String text(Random random, String alphabet, int length) {
        return IntStream.range(0, length)
                .mapToObj(at -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                .collect(Collectors.joining());
    }

    /** A regular expression of this kind takes longer than anybody waits. */
    @Test
    void takesNoLongerThanKeyAndPatternAreLong() {
        var pattern = KeyPattern.of("*a".repeat(50) + "*b");
        var key = "a".repeat(5_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(pattern.matches(key)).isFalse());
    }
}
