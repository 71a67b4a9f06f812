/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenCodecTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final List<Object> VALUES = List.of(
            "ünï-\uD83D\uDE00\0",
            'x',
            true,
            (byte) -1,
            (short) 300,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            -0.1,
            new BigInteger("-12345678901234567890123"),
            new BigDecimal("1.20"),
            UUID.fromString("018f6f2e-0000-7000-8000-000000000001"),
            Year.of(2026),
            LocalDate.of(2026, 2, 28),
            LocalTime.of(23, 59, 59, 999_999_000),
            LocalDateTime.of(2026, 2, 28, 0, 0),
            NOW.plusNanos(123_456_000),
            OffsetDateTime.of(2026, 2, 28, 0, 0, 0, 1_000, ZoneOffset.ofHours(5)),
            ZonedDateTime.of(2026, 2, 28, 0, 0, 0, 0, ZoneOffset.UTC));

    @Test
    void readsValuesOfEveryTypeAsTheyWere() {
        var codec = codec(VALUES, 1);

        assertThat(codec.decode(codec.encode(nullable(VALUES), "acme"), "acme")).isEqualTo(VALUES);
    }

    @Test
    void readsNullsAsNulls() {
        var codec = codec(VALUES, 1);
        var nulls = Collections.<@Nullable Object>nCopies(VALUES.size(), null);

        assertThat(codec.decode(codec.encode(nulls, null), null)).isEqualTo(nulls);
    }

    @Test
    void refusesATokenWithAnyCharacterChanged() {
        var codec = codec(VALUES, 1);
        var token = codec.encode(nullable(VALUES), "acme");

        for (var i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(refusal(codec, changed.toString(), "acme"))
                    .as("character %d", i)
                    .isIn("page.cursor-tampered", "page.cursor-malformed");
        }
    }

    /** Base64 leaves bits unused at the end, of which decoders take no notice. */
    @Test
    void refusesAnotherTextOfTheSameBytes() {
        for (var value : List.of("a", "ab", "abc")) {
            var codec = codec(List.of(value), 1);
            var token = codec.encode(List.of(value), null);
            var start = token.substring(0, token.length() - 1);

            for (var i = 0; i < ALPHABET.length(); i++) {
                var last = ALPHABET.substring(i, i + 1);
                if (!token.equals(start + last)) {
                    assertThat(refusal(codec, start + last, null))
                            .as("%s ending with %s", value, last)
                            .isIn("page.cursor-tampered", "page.cursor-malformed");
                }
            }
            assertThat(refusal(codec, token + "=".repeat((4 - token.length() % 4) % 4 + 1), null))
                    .isEqualTo("page.cursor-malformed");
        }
    }

    @Test
    void refusesATokenCutOrExtended() {
        var codec = codec(VALUES, 1);
        var token = codec.encode(nullable(VALUES), null);

        for (var length = 0; length < token.length(); length++) {
            assertThat(refusal(codec, token.substring(0, length), null))
                    .isIn("page.cursor-tampered", "page.cursor-malformed");
        }
        assertThat(refusal(codec, token + "AAAA", null)).isEqualTo("page.cursor-tampered");
        assertThat(refusal(codec, token + "=", null)).isEqualTo("page.cursor-malformed");
        assertThat(refusal(codec, "A".repeat(20_000), null)).isEqualTo("page.cursor-malformed");
    }

    @Test
    void refusesATokenOfAnotherTenantSortOrKey() {
        var token = codec(VALUES, 1).encode(nullable(VALUES), "acme");

        assertThat(refusal(codec(VALUES, 1), token, "zenith")).isEqualTo("page.cursor-foreign");
        assertThat(refusal(codec(VALUES, 1), token, null)).isEqualTo("page.cursor-foreign");
        assertThat(refusal(codec(VALUES, 2), token, "acme")).isEqualTo("page.cursor-stale-sort");
        assertThat(refusal(codec(List.of("text"), 1, List.of(OTHER_KEY), NOW), token, "acme"))
                .isEqualTo("page.cursor-tampered");
    }

    @Test
    void refusesATokenWhoseTypesAreOthersNow() {
        var token = codec(List.of("text"), 1).encode(List.of("text"), null);

        assertThat(refusal(codec(List.of(7L), 1), token, null)).isEqualTo("page.cursor-stale-sort");
        assertThat(refusal(codec(List.of("text", "more"), 1), token, null)).isEqualTo("page.cursor-stale-sort");
    }

    @Test
    void acceptsTokensOfAnOlderKeyWhileItIsGiven() {
        var token = codec(List.of("text"), 1).encode(List.of("text"), null);

        assertThat(codec(List.of("text"), 1, List.of(OTHER_KEY, KEY), NOW).decode(token, null))
                .containsExactly("text");
    }

    @Test
    void refusesAnExpiredToken() {
        var token = codec(List.of("text"), 1).encode(List.of("text"), null);

        assertThat(codec(List.of("text"), 1, List.of(KEY), NOW.plusSeconds(59)).decode(token, null))
                .containsExactly("text");
        assertThat(refusal(codec(List.of("text"), 1, List.of(KEY), NOW.plusSeconds(60)), token, null))
                .isEqualTo("page.cursor-expired");
    }

    @Test
    void refusesAnyOtherText() {
        var seed = Long.getLong("hibernateext.seed", 20_261_121);
        var random = new Random(seed);
        var codec = codec(VALUES, 1);

        for (var i = 0; i < 10_000; i++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            var text = random.nextBoolean()
                    ? Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(refusal(codec, text, null)).as("seed %d", seed).startsWith("page.cursor-");
        }
    }

    @Test
    void refusesToSignWithoutAProperKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CursorSecurity(List.of(), null, Clock.systemUTC()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CursorSecurity(List.of(new byte[15]), null, Clock.systemUTC()));
        assertThat(new CursorSecurity(List.of(KEY), null, Clock.systemUTC()).toString())
                .doesNotContain(Arrays.toString(KEY));
    }

    private static TokenCodec codec(List<Object> values, long sortDigest) {
        return codec(values, sortDigest, List.of(KEY), NOW);
    }

    /** Tokens are good for a minute. */
    private static TokenCodec codec(List<Object> values, long sortDigest, List<byte[]> keys, Instant now) {
        var codecs = values.stream()
                .map(value -> Objects.requireNonNull(KeyCodec.of(value.getClass())))
                .toList();
        var security = new CursorSecurity(keys, Duration.ofMinutes(1), Clock.fixed(now, ZoneOffset.UTC));
        return new TokenCodec(codecs, sortDigest, security);
    }

    private static List<@Nullable Object> nullable(List<Object> values) {
        return Collections.<@Nullable Object>unmodifiableList(values);
    }

    private static String refusal(TokenCodec codec, String token, @Nullable String tenant) {
        var error = catchThrowableOfType(InvalidCursorException.class, () -> codec.decode(token, tenant));
        return error == null ? "accepted" : error.code();
    }
}
