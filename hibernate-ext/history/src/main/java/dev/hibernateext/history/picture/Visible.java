/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.picture;

import java.util.stream.Collectors;

/** Shows characters that would do something else: move a cursor, turn text around, end a line. */
final class Visible {

    private Visible() {}

    static String text(String value) {
        return value.codePoints().mapToObj(Visible::character).collect(Collectors.joining());
    }

    private static String character(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> "\\u{%x}".formatted(character);
            default -> Character.toString(character);
        };
    }
}
