/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.attribute;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Readers of numbers. No digit is lost: a number the type cannot hold is none of its values. */
final class Numbers {

    /** What a NUMERIC of every database can be compared with; it also keeps 1E999999999 from becoming a gigabyte. */
    private static final int MOST_DIGITS = 38;

    private static final int LONGEST_TEXT = 2 * MOST_DIGITS;

    private Numbers() {}

    static Map<Class<?>, ValueReader> readers() {
        return Map.of(
                Byte.class, whole("a whole number from -128 to 127", BigDecimal::byteValueExact),
                Short.class, whole("a whole number from -32768 to 32767", BigDecimal::shortValueExact),
                Integer.class, whole("a whole number of 32 bits", BigDecimal::intValueExact),
                Long.class, whole("a whole number of 64 bits", BigDecimal::longValueExact),
                BigInteger.class, whole("a whole number of at most 38 digits", BigDecimal::toBigIntegerExact),
                BigDecimal.class, whole("a number of at most 38 digits", number -> number),
                Float.class, whole("a number", BigDecimal::floatValue),
                Double.class, whole("a number", BigDecimal::doubleValue));
    }

    private static ValueReader whole(String expected, Function<BigDecimal, Object> narrowing) {
        return new ValueReader(expected, true, raw -> {
            var number = number(raw);
            return number == null ? null : narrowed(number, narrowing);
        });
    }

    private static @Nullable Object narrowed(BigDecimal number, Function<BigDecimal, Object> narrowing) {
        try {
            return narrowing.apply(number);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal number(Object raw) {
        if (raw instanceof Integer || raw instanceof Long) {
            return BigDecimal.valueOf(((Number) raw).longValue());
        }
        if (raw instanceof BigDecimal decimal) {
            return moderate(decimal);
        }
        if (raw instanceof BigInteger integer) {
            return integer.bitLength() > 4 * MOST_DIGITS ? null : moderate(new BigDecimal(integer));
        }
        return raw instanceof Number || raw instanceof String ? parsed(raw.toString()) : null;
    }

    /** Also refuses NaN and infinities, which are no numbers in JSON. */
    private static @Nullable BigDecimal parsed(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return null;
        }
        try {
            return moderate(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal moderate(BigDecimal number) {
        var integerDigits = (long) number.precision() - number.scale();
        return integerDigits <= MOST_DIGITS && number.scale() <= MOST_DIGITS && number.precision() <= MOST_DIGITS
                ? number
                : null;
    }
}
