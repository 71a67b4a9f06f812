/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against what PostgreSQL's own functions receive, and against the JDK. */
class WireFormatTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);

    private final WireBuffer buffer = new WireBuffer();

    @Test
    void writesTextsAsTheJdkDoes() {
        var random = new Random(SEED);
        for (var i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(30), 0, 0x1_0000 + (random.nextBoolean() ? 0 : 0x8_0000))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            buffer.clear();
            buffer.putText(text);
            var expected = text.getBytes(StandardCharsets.UTF_8);
            var written = written();

            assertThat(written.getInt()).as("seed %d", SEED).isEqualTo(expected.length);
            assertThat(written.slice()).as("seed %d", SEED).isEqualTo(ByteBuffer.wrap(expected));
        }
    }

    @Test
    void writesNumbersThatReadBackEqual() {
        var random = new Random(SEED);
        for (var i = 0; i < 20_000; i++) {
            var value = new BigDecimal(new java.math.BigInteger(random.nextInt(200), random), random.nextInt(40) - 10);
            isReadBack(random.nextBoolean() ? value : value.negate());
        }
        isReadBack(BigDecimal.ZERO);
        isReadBack(new BigDecimal("0.000"));
        isReadBack(new BigDecimal("10000"));
        isReadBack(new BigDecimal("-9999.9999"));
        isReadBack(new BigDecimal("0.00000001"));
        isReadBack(new BigDecimal("999999999999999"));
        isReadBack(new BigDecimal("1E+300"));
    }

    private void isReadBack(BigDecimal value) {
        buffer.clear();
        WireNumeric.put(buffer, value);
        var written = written();
        assertThat(written.getInt()).isEqualTo(written.remaining());
        int digits = written.getShort();
        int weight = written.getShort();
        int sign = written.getShort();
        int scale = written.getShort();
        var read = BigDecimal.ZERO;
        for (var i = 0; i < digits; i++) {
            read = read.add(BigDecimal.valueOf(written.getShort()).scaleByPowerOfTen(4 * (weight - i)));
        }

        assertThat(written.hasRemaining()).isFalse();
        assertThat(scale).isEqualTo(Math.max(0, value.scale()));
        assertThat(sign == 0 ? read : read.negate()).as("seed %d", SEED).isEqualByComparingTo(value);
    }

    /** The server refuses what would be cut to sixteen bits. */
    @Test
    void writesNumbersNoColumnCanHoldAsImpossible() {
        for (var value : new BigDecimal[] {new BigDecimal("1E-40000"), new BigDecimal("1E+200000")}) {
            buffer.clear();
            WireNumeric.put(buffer, value);
            assertThat(written().getShort(10)).isEqualTo(Short.MAX_VALUE);
        }
    }

    @Test
    void writesTimesAsMicrosecondsSinceTheYear2000() {
        assertThat(timestamp(LocalDateTime.of(2000, 1, 1, 0, 0))).isZero();
        assertThat(timestamp(LocalDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_000)))
                .isEqualTo(-1);
        assertThat(timestamp(LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1_499))).isEqualTo(1);
        assertThat(timestamp(LocalDateTime.of(2000, 1, 1, 0, 0, 0, 1_500))).isEqualTo(2);
        assertThat(timestamp(LocalDateTime.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(timestamp(LocalDateTime.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(timestamptz(OffsetDateTime.of(2000, 1, 1, 1, 0, 0, 0, ZoneOffset.ofHours(1))))
                .isZero();
        assertThat(timestamptz(OffsetDateTime.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(timestamptz(Instant.parse("2000-01-01T00:00:01Z"))).isEqualTo(1_000_000);
        assertThat(timestamptz(Instant.MAX)).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void writesDatesAsDaysSinceTheYear2000() {
        assertThat(date(LocalDate.of(2000, 1, 2))).isEqualTo(1);
        assertThat(date(LocalDate.of(1999, 12, 31))).isEqualTo(-1);
        assertThat(date(LocalDate.MAX)).isEqualTo(Integer.MAX_VALUE);
        assertThat(date(LocalDate.of(99_999_999, 1, 1))).isEqualTo(Integer.MAX_VALUE - 1);
    }

    @Test
    void roundsTheEndOfADayUpToItsLastMoment() {
        buffer.clear();
        WireTime.putTime(buffer, LocalTime.MAX);
        assertThat(written().getLong(Integer.BYTES)).isEqualTo(86_400_000_000L);
    }

    @Test
    void readsWhereACopyFailed() {
        assertThat(CopyPlace.parse("COPY track, line 3, column price")).isEqualTo(new CopyPlace(3, "price"));
        assertThat(CopyPlace.parse("PL/pgSQL function f() line 7 at RAISE\nCOPY my track, line 12: \"x\""))
                .isEqualTo(new CopyPlace(12, null));
        assertThat(CopyPlace.parse("SQL statement")).isNull();
    }

    private long timestamp(LocalDateTime time) {
        buffer.clear();
        WireTime.putTimestamp(buffer, time);
        return written().getLong(Integer.BYTES);
    }

    private long timestamptz(Object time) {
        buffer.clear();
        WireTime.putTimestamptz(buffer, time);
        return written().getLong(Integer.BYTES);
    }

    private int date(LocalDate date) {
        buffer.clear();
        WireTime.putDate(buffer, date);
        return written().getInt(Integer.BYTES);
    }

    private ByteBuffer written() {
        return ByteBuffer.wrap(buffer.copy());
    }
}
