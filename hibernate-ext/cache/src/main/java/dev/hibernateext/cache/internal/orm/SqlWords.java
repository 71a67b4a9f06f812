/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names and keywords of a statement in SQL, in lower case and without quotes. What a literal says counts as well. */
final class SqlWords {

    private SqlWords() {}

    /**
     * One of them.
     *
     * @param text in lower case
     * @param isQualified whether it stands behind a period, as the name of a column does behind that of its table
     */
    record Word(String text, boolean isQualified) {}

    static List<Word> of(String sql) {
        var words = new ArrayList<Word>();
        var position = 0;
        while (position < sql.length()) {
            var end = endOfWord(sql, position);
            if (end > position) {
                words.add(
                        new Word(sql.substring(position, end).toLowerCase(Locale.ROOT), isBehindPeriod(sql, position)));
            }
            position = Math.max(end, position + 1);
        }
        return words;
    }

    private static int endOfWord(String sql, int start) {
        var end = start;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBehindPeriod(String sql, int start) {
        var before = start - 1;
        while (before >= 0 && isQuote(sql.charAt(before))) {
            before--;
        }
        return before >= 0 && sql.charAt(before) == '.';
    }

    private static boolean isQuote(char character) {
        return "\"`[]".indexOf(character) >= 0;
    }

    /** A name without qualifiers, quotes and case. */
    static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("[\"`\\[\\]]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a plain name is one word. */
    static boolean isWord(String plain) {
        return !plain.isEmpty() && endOfWord(plain, 0) == plain.length();
    }
}
