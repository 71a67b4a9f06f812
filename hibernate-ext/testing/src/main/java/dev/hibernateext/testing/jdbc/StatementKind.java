/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.util.Locale;
import java.util.Map;

/** What a statement does, told from its first significant word. */
public enum StatementKind {
    /** Reads rows, locking reads included. */
    SELECT,
    /** Adds rows; PostgreSQL's and MariaDB's upserts included. */
    INSERT,
    /** Changes rows. */
    UPDATE,
    /** Removes rows. */
    DELETE,
    /** The standard's upsert. */
    MERGE,
    /** Everything else: definitions, procedure calls, session settings. */
    OTHER;

    private static final Map<String, StatementKind> BY_WORD =
            Map.of("select", SELECT, "insert", INSERT, "update", UPDATE, "delete", DELETE, "merge", MERGE);

    /**
     * The kind of one SQL statement.
     *
     * @param sql its text; comments in front and common table expressions are passed over
     * @return never null; {@link #OTHER} for what has none of the words
     */
    public static StatementKind of(String sql) {
        var words = new TopLevelWords(sql);
        var first = words.next();
        if (!"with".equals(first)) {
            return BY_WORD.getOrDefault(first, OTHER);
        }
        for (var word = words.next(); !word.isEmpty(); word = words.next()) {
            var kind = BY_WORD.get(word);
            if (kind != null) {
                return kind;
            }
        }
        return OTHER;
    }

    /** The words of a statement that stand outside parentheses, quotes and comments. */
    private static final class TopLevelWords {

        private final String sql;
        private int position;

        TopLevelWords(String sql) {
            this.sql = sql;
        }

        /** The next word in lower case, empty at the end. */
        String next() {
            var depth = 0;
            while (position < sql.length()) {
                var start = position;
                var character = sql.charAt(position);
                if (Character.isLetter(character)) {
                    skipWord();
                    if (depth == 0) {
                        return sql.substring(start, position).toLowerCase(Locale.ROOT);
                    }
                } else if (sql.startsWith("/*", position)) {
                    skipPast("*/");
                } else if (sql.startsWith("--", position)) {
                    skipPast("\n");
                } else if (character == '\'' || character == '"' || character == '`') {
                    position++;
                    skipPast(String.valueOf(character));
                } else {
                    depth += character == '(' ? 1 : character == ')' ? -1 : 0;
                    position++;
                }
            }
            return "";
        }

        private void skipWord() {
            while (position < sql.length()
                    && (Character.isLetterOrDigit(sql.charAt(position)) || sql.charAt(position) == '_')) {
                position++;
            }
        }

        private void skipPast(String end) {
            var found = sql.indexOf(end, position);
            position = found < 0 ? sql.length() : found + end.length();
        }
    }
}
