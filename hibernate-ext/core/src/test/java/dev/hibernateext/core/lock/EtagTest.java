/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtagTest {

    private static final int ROUNDS = 20_000;

    /** Characters that lead a parser astray more often than those a random text consists of. */
    private static final String TRAPS = "W/\"\"\"\"*,,, \t\\wx\u0000\u007f\u0080\u00ff\u0100\ud83d\r\n";

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);

    @Test
    void readsWhatItHasWritten() {
        for (var round = 0; round < ROUNDS; round++) {
            var tag = randomTag();

            assertThat(Etag.parse(tag.format())).as("seed %d", seed).isEqualTo(tag);
        }
    }

    @Test
    void readsListsItHasWritten() {
        for (var round = 0; round < ROUNDS / 10; round++) {
            var tags = IntStream.rangeClosed(0, random.nextInt(5))
                    .mapToObj(i -> randomTag())
                    .toList();
            var header = tags.stream().map(Etag::format).collect(Collectors.joining(randomSeparator()));

            assertThat(IfMatch.parse(header).tags())
                    .as("seed %d: %s", seed, header)
                    .isEqualTo(tags);
        }
    }

    @Test
    void rejectsGarbageWithATypedErrorOnly() {
        for (var round = 0; round < ROUNDS; round++) {
            var garbage = randomText();
            try {
                assertThat(Etag.parse(garbage).format()).as("seed %d", seed).isEqualTo(garbage.strip());
            } catch (MalformedEtagException malformed) {
                assertThat(malformed.position())
                        .as("seed %d: %s", seed, garbage)
                        .isBetween(0, garbage.length());
            }
            try {
                IfMatch.parse(garbage);
            } catch (MalformedEtagException malformed) {
                assertThat(malformed.status()).as("seed %d: %s", seed, garbage).isEqualTo(400);
            }
        }
    }

    /** The table of RFC 9110, section 8.8.3.2. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "W/\"1\", W/\"1\", false, true",
                "W/\"1\", W/\"2\", false, false",
                "W/\"1\", \"1\",   false, true",
                "\"1\",   \"1\",   true,  true"
            })
    void comparesAsTheStandardSays(String one, String other, boolean strongly, boolean weakly) {
        assertThat(Etag.parse(one).matchesStrongly(Etag.parse(other))).isEqualTo(strongly);
        assertThat(Etag.parse(one).matchesWeakly(Etag.parse(other))).isEqualTo(weakly);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"abc, 0", "\"abc, 4", "\"a b\", 2", "'\"a\" x', 4", "w/\"a\", 0", "W/a, 2", "'\"a\",\"b', 6"})
    void saysWhereATagIsMalformed(String text, int position) {
        assertThatThrownBy(() -> IfMatch.parse(text))
                .isInstanceOfSatisfying(
                        MalformedEtagException.class,
                        malformed -> assertThat(malformed.position()).isEqualTo(position));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "secret", "\"secret", "*, \"a\"", "\"a\" \"b\"", "\"a\"\u0000"})
    void neverRepeatsWhatItRejects(String text) {
        assertThatThrownBy(() -> IfMatch.parse(text))
                .isInstanceOf(MalformedEtagException.class)
                .hasMessageNotContaining("secret")
                .hasMessageContaining("position");
    }

    @Test
    void skipsEmptyElementsOfAList() {
        assertThat(IfMatch.parse(" , \"a\",, W/\"b\" ,").tags())
                .isEqualTo(List.of(new Etag("a", false), new Etag("b", true)));
    }

    @Test
    void takesAnAsteriskForAnyState() {
        var condition = IfMatch.parse(" * ");

        assertThat(condition.isAny()).isTrue();
        assertThat(condition.matches(new Etag("a", true))).isTrue();
        assertThat(ExpectedVersion.from(condition)).isEqualTo(ExpectedVersion.any());
    }

    @Test
    void refusesCharactersNoTagMayHold() {
        assertThatThrownBy(() -> new Etag("a\"b", false)).isInstanceOf(MalformedEtagException.class);
    }

    private Etag randomTag() {
        var opaque = random.ints(0x21, 0x100)
                .filter(c -> Etag.isTagCharacter((char) c))
                .limit(random.nextInt(12))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return new Etag(opaque, random.nextBoolean());
    }

    private String randomText() {
        return random.ints(random.nextInt(16), 0, TRAPS.length())
                .mapToObj(i -> String.valueOf(TRAPS.charAt(i)))
                .collect(Collectors.joining());
    }

    private String randomSeparator() {
        return List.of(",", ", ", " ,\t", ",,", " , , ").get(random.nextInt(5));
    }
}
