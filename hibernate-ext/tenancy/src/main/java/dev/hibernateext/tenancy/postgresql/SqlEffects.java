/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import dev.hibernateext.tenancy.internal.SqlTokens;
import dev.hibernateext.tenancy.internal.TextCache;
import java.util.Locale;
import java.util.Set;

/**
 * Tells statements that read and write rows from those that may do more. A text passes if it is one statement that begins as
 * such and calls nothing but functions known to change no state of a connection.
 */
final class SqlEffects {

    private static final Set<String> ROWS =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");

    /** A name with parentheses behind one of these is that of a table, an alias or a type. */
    private static final Set<String> BEFORE_NAMES = Set.of("into", "as", ")", "only");

    private static final Set<String> BEFORE_TARGETS = Set.of("insert", "merge");

    private final Set<String> harmless;
    private final TextCache<SqlEffect> known = new TextCache<>(this::read);

    /** With functions of the application's, in lower case. */
    SqlEffects(Set<String> harmless) {
        this.harmless = harmless;
    }

    SqlEffect of(String sql) {
        return known.get(sql);
    }

    private SqlEffect read(String sql) {
        return new Reading(sql).isPlain() ? SqlEffect.NONE : SqlEffect.LASTING;
    }

    /** One pass over one text. */
    private final class Reading {

        private static final int NONE = -1;

        private final SqlTokens tokens;
        private String previous = "";
        private String beforePrevious = "";
        private int depth;

        /** The depth of the parentheses behind a name that is a common table expression, or else an unknown function. */
        private int unknown = NONE;

        Reading(String sql) {
            this.tokens = new SqlTokens(sql);
        }

        boolean isPlain() {
            if (!ROWS.contains(first())) {
                return false;
            }
            for (var token = tokens.next(); !token.isEmpty(); token = tokens.next()) {
                if (token.equals(";")) {
                    return unknown == NONE && tokens.next().isEmpty();
                }
                if (!take(token)) {
                    return false;
                }
                beforePrevious = previous;
                previous = lower(token);
            }
            return unknown == NONE;
        }

        private String first() {
            var token = tokens.next();
            while (token.equals("(")) {
                depth++;
                token = tokens.next();
            }
            previous = lower(token);
            return previous;
        }

        private boolean take(String token) {
            return switch (token) {
                case "(" -> opens();
                case ")" -> closes();
                // Elsewhere, it makes a table.
                default -> !token.equalsIgnoreCase("into") || BEFORE_TARGETS.contains(previous);
            };
        }

        private boolean opens() {
            if (SqlTokens.isWord(previous) && !isKnown(SqlTokens.unqualified(previous))) {
                if (unknown != NONE) {
                    return false;
                }
                unknown = depth;
            }
            depth++;
            return true;
        }

        private boolean isKnown(String name) {
            return BEFORE_NAMES.contains(beforePrevious) || KnownFunctions.contains(name) || harmless.contains(name);
        }

        private boolean closes() {
            depth--;
            if (depth != unknown) {
                return true;
            }
            unknown = NONE;
            return lower(tokens.peek(1)).equals("as")
                    && Set.of("(", "materialized", "not").contains(lower(tokens.peek(2)));
        }

        private static String lower(String token) {
            return token.toLowerCase(Locale.ROOT);
        }
    }
}
