/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words and signs of an SQL statement, without comments and strings, as all supported databases read them. */
final class StatementTokens {

    /** Stands for a string. */
    private static final String STRING = "'";

    private final String sql;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private StatementTokens(String sql) {
        this.sql = sql;
    }

    /**
     * Names are one token with their qualifiers and quotes.
     *
     * @return null where databases read the text in different ways
     */
    static @Nullable List<String> of(String sql) {
        var reader = new StatementTokens(sql);
        return reader.isReadable() ? reader.tokens : null;
    }

    private boolean isReadable() {
        // a backslash ends no string for some, and MariaDB executes some comments
        if (sql.indexOf('\\') >= 0 || sql.contains("/*!") || sql.contains("/*M!")) {
            return false;
        }
        while (at < sql.length()) {
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    private boolean read() {
        var sign = sql.charAt(at);
        if (Character.isWhitespace(sign)) {
            at++;
            return true;
        }
        if (sql.startsWith("--", at)) {
            return skipLine();
        }
        if (sql.startsWith("/*", at)) {
            return skipComment();
        }
        if (sign == '\'') {
            tokens.add(STRING);
            return skipTo('\'');
        }
        return isNamePart(sign) ? name() : sign(sign);
    }

    private boolean sign(char sign) {
        tokens.add(String.valueOf(sign));
        at++;
        // begins a comment of MariaDB or a string of PostgreSQL
        return sign != '#' && sign != '$';
    }

    /** Without a blank, it is a comment for some and two signs for others. */
    private boolean skipLine() {
        if (at + 2 < sql.length() && !Character.isWhitespace(sql.charAt(at + 2))) {
            return false;
        }
        var end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
        return true;
    }

    /** Comments nest for some. */
    private boolean skipComment() {
        var end = sql.indexOf("*/", at + 2);
        var nested = sql.indexOf("/*", at + 2);
        if (end < 0 || (nested >= 0 && nested < end)) {
            return false;
        }
        at = end + 2;
        return true;
    }

    private boolean name() {
        var start = at;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            var sign = sql.charAt(at);
            if (sign == '"' || sign == '`') {
                if (!skipTo(sign)) {
                    return false;
                }
            } else {
                at++;
            }
        }
        tokens.add(sql.substring(start, at));
        return true;
    }

    /** Behind the same sign again; one that is doubled begins another string right after this one. */
    private boolean skipTo(char sign) {
        var end = sql.indexOf(sign, at + 1);
        at = end + 1;
        return end >= 0;
    }

    static boolean isNamePart(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || sign == '.' || sign == '"' || sign == '`';
    }
}
