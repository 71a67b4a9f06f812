/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The binary format of PostgreSQL's {@code numeric}, as its {@code numeric_recv} reads it: number of digits, weight of the first, sign, digits
 * behind the point, and digits of base 10 000.
 */
final class WireNumeric {

    private static final int BASE = 10_000;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final int DIGITS_OF_BASE = 4;
    private static final int NEGATIVE = 0x4000;
    private static final int HEAD = 4 * Short.BYTES;

    /** With three decimal digits more, which align the point, it still is a long. */
    private static final int DIGITS_OF_LONG = 15;

    /** More than the server takes as a scale ({@code NUMERIC_DSCALE_MASK} is 0x3FFF), so that it refuses the value. */
    private static final int IMPOSSIBLE = 0x7FFF;

    private WireNumeric() {}

    static void put(WireBuffer out, BigDecimal value) {
        var number = value.scale() < 0 ? value.setScale(0) : value;
        if (number.scale() >= IMPOSSIBLE) {
            head(out, 0, 0, 0, IMPOSSIBLE);
            return;
        }
        var groupsBehind = (number.scale() + DIGITS_OF_BASE - 1) / DIGITS_OF_BASE;
        var aligned = groupsBehind * DIGITS_OF_BASE;
        if (number.precision() <= DIGITS_OF_LONG) {
            putLong(out, number, aligned, groupsBehind);
        } else {
            putBig(out, number.setScale(aligned).unscaledValue(), number.scale(), groupsBehind);
        }
    }

    private static void putLong(WireBuffer out, BigDecimal number, int aligned, int groupsBehind) {
        var digits = Math.abs(number.unscaledValue().longValue());
        for (var scale = number.scale(); scale < aligned; scale++) {
            digits *= 10;
        }
        var groups = 0;
        for (var rest = digits; rest > 0; rest /= BASE) {
            groups++;
        }
        head(out, groups, groups - groupsBehind - 1, number.signum(), number.scale());
        for (var power = power(groups - 1); power > 0; power /= BASE) {
            out.putShort((int) (digits / power % BASE));
        }
    }

    private static long power(int groups) {
        if (groups < 0) {
            return 0;
        }
        var power = 1L;
        for (var i = 0; i < groups; i++) {
            power *= BASE;
        }
        return power;
    }

    private static void putBig(WireBuffer out, BigInteger digits, int scale, int groupsBehind) {
        var groups = new int[digits.bitLength() / 13 + 1];
        var count = 0;
        for (var rest = digits.abs(); rest.signum() > 0; count++) {
            var parts = rest.divideAndRemainder(BIG_BASE);
            groups[count] = parts[1].intValue();
            rest = parts[0];
        }
        if (count > Short.MAX_VALUE) {
            head(out, 0, 0, 0, IMPOSSIBLE);
            return;
        }
        head(out, count, count - groupsBehind - 1, digits.signum(), scale);
        for (var i = count - 1; i >= 0; i--) {
            out.putShort(groups[i]);
        }
    }

    private static void head(WireBuffer out, int groups, int weight, int sign, int scale) {
        out.putInt(HEAD + groups * Short.BYTES);
        out.putShort(groups);
        out.putShort(groups == 0 ? 0 : weight);
        out.putShort(sign < 0 ? NEGATIVE : 0);
        out.putShort(scale);
    }
}
