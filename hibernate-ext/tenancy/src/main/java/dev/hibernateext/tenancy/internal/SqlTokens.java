/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.internal;

/** The words, parentheses and semicolons of a text; literals are one sign each, comments none. */
public final class SqlTokens {

    private static final String SIGN = ".";

    private final String sql;
    private int at;

    /** Begins at the start of a text. */
    public SqlTokens(String sql) {
        this.sql = sql;
    }

    /** The next token, empty at the end: a word as it is written, with its qualifiers and quotes, or a sign. */
    public String next() {
        skipBlanks();
        if (at >= sql.length()) {
            return "";
        }
        var sign = sql.charAt(at);
        if (isWordStart(sign)) {
            return word();
        }
        if (sign == '\'') {
            skipString(false);
            return SIGN;
        }
        if (sign == '$') {
            skipDollar();
            return SIGN;
        }
        at++;
        return sign == '(' || sign == ')' || sign == ';' ? String.valueOf(sign) : SIGN;
    }

    /** The token after the next one; neither is taken. */
    public String peek(int ahead) {
        var saved = at;
        var token = "";
        for (var i = 0; i < ahead; i++) {
            token = next();
        }
        at = saved;
        return token;
    }

    /** Whether a token is a word and not a sign. */
    public static boolean isWord(String token) {
        return !token.isEmpty() && isWordStart(token.charAt(0));
    }

    /** The last part of a qualified name, without quotes. */
    public static String unqualified(String word) {
        return word.substring(word.lastIndexOf('.') + 1).replace("\"", "");
    }

    private String word() {
        var start = at;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            if (sql.charAt(at) == '"') {
                at = behind("\"", at + 1) - 1;
            }
            at++;
        }
        var word = sql.substring(start, at);
        if (at < sql.length() && sql.charAt(at) == '\'' && word.length() == 1) {
            skipString(word.equalsIgnoreCase("e"));
            return SIGN;
        }
        return word;
    }

    private void skipString(boolean escapes) {
        at++;
        while (at < sql.length() && sql.charAt(at) != '\'') {
            at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** A parameter or a string between tags: "Dollar-Quoted String Constants" of the PostgreSQL manual. */
    private void skipDollar() {
        var end = at + 1;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        var tagged = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1));
        at = tagged ? behind(sql.substring(at, end + 1), end + 1) : end;
    }

    private void skipBlanks() {
        var start = -1;
        while (start != at) {
            start = at;
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            if (sql.startsWith("--", at)) {
                at = behind("\n", at);
            } else if (sql.startsWith("/*", at)) {
                skipComment();
            }
        }
    }

    /** Comments nest. */
    private void skipComment() {
        var depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    private int behind(String end, int from) {
        var found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private static boolean isWordStart(char sign) {
        return Character.isLetter(sign) || sign == '_' || sign == '"';
    }

    private static boolean isWordPart(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || sign == '"' || sign == '.' || sign == '$';
    }
}
