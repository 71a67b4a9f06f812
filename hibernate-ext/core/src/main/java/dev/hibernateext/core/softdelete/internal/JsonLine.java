/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an archive file: a JSON object of texts, nulls and objects of texts and nulls. Numbers, arrays and literals do not occur
 * there, so that no value loses precision, and are refused.
 */
public final class JsonLine {

    private final String text;
    private int position;

    private JsonLine(String text) {
        this.text = text;
    }

    /** Writes an object on one line. */
    public static String write(Map<String, ?> object) {
        var line = new StringBuilder();
        append(object, line);
        return line.toString();
    }

    private static void append(@Nullable Object value, StringBuilder line) {
        if (value instanceof Map<?, ?> object) {
            var separator = '{';
            for (var entry : object.entrySet()) {
                line.append(separator);
                append(entry.getKey(), line);
                line.append(':');
                append(entry.getValue(), line);
                separator = ',';
            }
            line.append(object.isEmpty() ? "{}" : "}");
        } else if (value == null) {
            line.append("null");
        } else {
            quote(value.toString(), line);
        }
    }

    private static void quote(String value, StringBuilder line) {
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            if (character == '"' || character == '\\') {
                line.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                line.append("\\u%04x".formatted((int) character));
            } else {
                line.append(character);
            }
        }
        line.append('"');
    }

    /**
     * Reads what {@link #write} writes, with any white space.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Map<String, @Nullable Object> read(String text) {
        var line = new JsonLine(text);
        var object = line.object(true);
        line.skipSpace();
        if (line.position < text.length()) {
            throw line.unexpected();
        }
        return object;
    }

    private Map<String, @Nullable Object> object(boolean outer) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        expect('{');
        if (next('}')) {
            return object;
        }
        do {
            var name = string();
            expect(':');
            if (object.containsKey(name)) {
                throw unexpected();
            }
            object.put(name, value(outer));
        } while (next(','));
        expect('}');
        return object;
    }

    private @Nullable Object value(boolean outer) {
        skipSpace();
        if (text.startsWith("null", position)) {
            position += 4;
            return null;
        }
        return outer && position < text.length() && text.charAt(position) == '{' ? object(false) : string();
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (true) {
            var character = take();
            if (character == '"') {
                return value.toString();
            }
            value.append(character == '\\' ? escaped() : character);
        }
    }

    private char escaped() {
        var character = take();
        return switch (character) {
            case '"', '\\', '/' -> character;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        if (position + 4 > text.length()) {
            throw unexpected();
        }
        var code = Integer.parseInt(text, position, position + 4, 16);
        position += 4;
        return (char) code;
    }

    private char take() {
        if (position == text.length()) {
            throw unexpected();
        }
        return text.charAt(position++);
    }

    private void expect(char character) {
        if (!next(character)) {
            throw unexpected();
        }
    }

    private boolean next(char character) {
        skipSpace();
        var found = position < text.length() && text.charAt(position) == character;
        position += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("Not a line of an archive at character " + (position + 1));
    }
}
