/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table a native statement writes, if it is one of those whose text leaves no doubt.
 *
 * @param name as in the text
 * @param removes whether rows may go
 */
record WrittenTable(String name, boolean removes) {

    private static final Set<String> VERBS = Set.of("insert", "update", "delete", "merge");

    private static final Set<String> MODIFIERS = Set.of("ignore", "low_priority", "quick", "only");

    /** The statement itself, behind the common tables. */
    private static final Set<String> BEHIND_TABLES = Set.of("insert", "update", "delete", "merge", "select");

    private static final Set<String> AFTER_DELETE = Set.of("where", "using", "returning", "order", "limit");

    private static final Set<String> AFTER_TRUNCATE = Set.of("restart", "continue");

    /** Null if it cannot be said from the text: several statements, several tables, calls, words of a dialect. */
    static @Nullable WrittenTable of(String sql) {
        var tokens = StatementTokens.of(sql);
        return tokens == null ? null : of(tokens);
    }

    private static @Nullable WrittenTable of(List<String> tokens) {
        var last = tokens.size() - 1;
        var alone = last >= 0 && tokens.get(last).equals(";") ? tokens.subList(0, last) : tokens;
        if (alone.contains(";") || isNested(alone)) {
            return null;
        }
        return new Cursor(alone).statement();
    }

    /** PostgreSQL lets a common table write. */
    private static boolean isNested(List<String> tokens) {
        for (var i = 1; i < tokens.size() - 1; i++) {
            if (VERBS.contains(lower(tokens.get(i)))
                    && tokens.get(i - 1).equals("(")
                    && !tokens.get(i + 1).equals("(")) {
                return true;
            }
        }
        return false;
    }

    private static String lower(String token) {
        return token.toLowerCase(Locale.ROOT);
    }

    /** Where the reading is. */
    private static final class Cursor {

        private final List<String> tokens;
        private int at;

        Cursor(List<String> tokens) {
            this.tokens = tokens;
        }

        @Nullable
        WrittenTable statement() {
            var verb = take();
            return switch (verb.equals("with") ? behindTables() : verb) {
                case "insert" -> into(false);
                case "merge", "replace" -> into(true);
                case "update" -> update();
                case "delete" -> delete();
                case "truncate" -> truncate();
                default -> null;
            };
        }

        private String behindTables() {
            var depth = 0;
            while (at < tokens.size()) {
                var token = take();
                depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
                if (depth == 0 && BEHIND_TABLES.contains(token)) {
                    return token;
                }
            }
            return "";
        }

        private @Nullable WrittenTable into(boolean removes) {
            skip(MODIFIERS);
            return take().equals("into") ? named(removes) : null;
        }

        private @Nullable WrittenTable update() {
            skip(MODIFIERS);
            var written = named(false);
            skipAlias("set");
            return peek().equals("set") ? written : null;
        }

        private @Nullable WrittenTable delete() {
            skip(MODIFIERS);
            if (!take().equals("from")) {
                return null;
            }
            skip(MODIFIERS);
            var written = named(true);
            if (!AFTER_DELETE.contains(peek())) {
                skipAlias("where");
            }
            return peek().isEmpty() || AFTER_DELETE.contains(peek()) ? written : null;
        }

        private @Nullable WrittenTable truncate() {
            skip(Set.of("table"));
            skip(MODIFIERS);
            var written = named(true);
            skip(AFTER_TRUNCATE);
            skip(Set.of("identity"));
            return peek().isEmpty() ? written : null;
        }

        private @Nullable WrittenTable named(boolean removes) {
            var name = at < tokens.size() ? tokens.get(at++) : "";
            return name.isEmpty() || !StatementTokens.isNamePart(name.charAt(0)) || peek().equals(",")
                    ? null
                    : new WrittenTable(name, removes);
        }

        /** An asterisk of PostgreSQL, and another name for the table. */
        private void skipAlias(String end) {
            skip(Set.of("*"));
            skip(Set.of("as"));
            if (!peek().equals(end) && !peek().isEmpty() && StatementTokens.isNamePart(peek().charAt(0))) {
                at++;
            }
        }

        private void skip(Set<String> words) {
            while (words.contains(peek())) {
                at++;
            }
        }

        private String peek() {
            return at < tokens.size() ? lower(tokens.get(at)) : "";
        }

        private String take() {
            var token = peek();
            at++;
            return token;
        }
    }
}
