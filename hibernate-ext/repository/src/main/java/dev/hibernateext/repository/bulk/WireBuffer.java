/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes as PostgreSQL sends and receives them: numbers in network order, and values behind their length. Grows, and is used again.
 */
final class WireBuffer {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int FIRST_SIZE = 1_024;
    private static final int USUAL_SIZE = Integer.BYTES + Long.BYTES;
    private static final int MOST_EXPECTED = 1 << 20;
    private static final int LENGTH_OF_NULL = -1;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    void clear() {
        length = 0;
    }

    /** Makes room for values of a usual size at once, instead of by and by. */
    void expect(int rows, int columns) {
        reserve((int) Math.min(MOST_EXPECTED, (long) rows * columns * USUAL_SIZE));
    }

    int length() {
        return length;
    }

    /** Valid up to {@link #length()}, until something is put. */
    byte[] bytes() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** A value that is NULL. */
    void putNull() {
        putInt(LENGTH_OF_NULL);
    }

    void putRaw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void putShort(int value) {
        reserve(Short.BYTES);
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
    }

    /** Writes over what was put before. */
    void setInt(int position, int value) {
        INT.set(bytes, position, value);
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    void putBool(boolean value) {
        putInt(Byte.BYTES);
        reserve(Byte.BYTES);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void putInt2(short value) {
        putInt(Short.BYTES);
        putShort(value);
    }

    void putInt4(int value) {
        putInt(Integer.BYTES);
        putInt(value);
    }

    void putInt8(long value) {
        putInt(Long.BYTES);
        putLong(value);
    }

    void putBytes(byte[] value) {
        putInt(value.length);
        putRaw(value);
    }

    /** In UTF-8, which is what PostgreSQL's driver speaks; half a surrogate pair becomes a question mark, as in {@code String.getBytes}. */
    void putText(String text) {
        var lengthAt = length;
        putInt(0);
        reserve(Math.multiplyExact(text.length(), MOST_BYTES_OF_A_CHAR));
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[length++] = (byte) unit;
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                putSupplementary(Character.toCodePoint(unit, text.charAt(++i)));
            } else {
                putWide(unit);
            }
        }
        setInt(lengthAt, length - lengthAt - Integer.BYTES);
    }

    private void putWide(char unit) {
        if (Character.isSurrogate(unit)) {
            bytes[length++] = '?';
        } else if (unit < 0x800) {
            bytes[length++] = (byte) (0xC0 | (unit >> 6));
            putContinuation(unit);
        } else {
            bytes[length++] = (byte) (0xE0 | (unit >> 12));
            putContinuation(unit >> 6);
            putContinuation(unit);
        }
    }

    private void putSupplementary(int codePoint) {
        bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
        putContinuation(codePoint >> 12);
        putContinuation(codePoint >> 6);
        putContinuation(codePoint);
    }

    private void putContinuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3F));
    }

    private void reserve(int size) {
        var needed = Math.addExact(length, size);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
