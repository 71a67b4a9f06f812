/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.tenancy.admin.SelectText.Kind;
import dev.hibernateext.tenancy.admin.SelectText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a selection sign by sign. */
final class SelectScan {

    /** What ends a list of tables without a sign. */
    private static final Set<String> CLAUSES = Set.of(
            "where", "group", "order", "having", "on", "join", "left", "inner", "cross", "full", "right", "union");

    private final String sql;
    private final Set<String> tables;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    /** Whether a table of an entity or a selection comes next; what else comes there may be anybody's table. */
    private boolean tableIsNext;

    /** Whether a comma would be followed by another table. */
    private boolean inTables;

    SelectScan(String sql, Set<String> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    List<Piece> pieces() {
        while (at < sql.length()) {
            piece();
        }
        return List.copyOf(SelectText.joined(pieces));
    }

    private void piece() {
        var sign = sql.charAt(at);
        if (Character.isWhitespace(sign)) {
            add(Kind.TEXT, at + 1);
        } else if (sign == '\'') {
            string();
        } else if (isWord(sign)) {
            word();
        } else {
            sign(sign);
        }
    }

    private void string() {
        var end = sql.indexOf('\'', at + 1) + 1;
        var text = end == 0 ? "" : sql.substring(at, end);
        if (end == 0 || text.indexOf('\\') >= 0) {
            throw new NotTogether("A literal that dialects read differently");
        }
        requireNoTable();
        add(text.equals("'" + SelectText.MARK + "'") ? Kind.MARK : Kind.TEXT, end);
    }

    private void sign(char sign) {
        if (sql.startsWith("--", at) || sql.startsWith("/*", at) || sql.startsWith("??", at) || sign == '$') {
            throw new NotTogether("A comment, an operator or a parameter that is not the standard's");
        }
        if (sign != '(') {
            requireNoTable();
        }
        tableIsNext |= sign == ',' && inTables;
        inTables = false;
        add(sign == '?' ? Kind.PARAMETER : Kind.TEXT, at + 1);
    }

    /** A name with its qualifiers and quotes, or a keyword. */
    private void word() {
        var end = at;
        while (end < sql.length() && isPart(sql.charAt(end))) {
            end = isQuote(sql.charAt(end)) ? closed(end) : end + 1;
        }
        var word = sql.substring(at, end);
        if (tables.contains(word)) {
            table(word, end);
        } else {
            other(word.toLowerCase(Locale.ROOT), end);
        }
    }

    private void table(String name, int end) {
        if (!tableIsNext) {
            throw new NotTogether("The name of a table stands where no table is");
        }
        tableIsNext = false;
        inTables = true;
        add(name.indexOf('.') < 0 ? Kind.TABLE : Kind.TEXT, end);
    }

    private void other(String word, int end) {
        switch (word) {
            case "from", "join" -> {
                requireNoTable();
                tableIsNext = true;
            }
            case "lateral" -> inTables = false;
            case "select" -> tableIsNext = false;
            default -> requireNoTable();
        }
        inTables &= !CLAUSES.contains(word);
        add(Kind.TEXT, end);
    }

    private void requireNoTable() {
        if (tableIsNext) {
            throw new NotTogether("No table of an entity where the statement names a table");
        }
    }

    private int closed(int quote) {
        var end = sql.indexOf(sql.charAt(quote), quote + 1);
        if (end < 0) {
            throw new NotTogether("A name that does not end");
        }
        return end + 1;
    }

    private void add(Kind kind, int end) {
        pieces.add(new Piece(kind, sql.substring(at, end)));
        at = end;
    }

    private static boolean isQuote(char sign) {
        return sign == '"' || sign == '`';
    }

    private static boolean isWord(char sign) {
        return Character.isLetter(sign) || sign == '_' || isQuote(sign);
    }

    private static boolean isPart(char sign) {
        return isWord(sign) || Character.isDigit(sign) || sign == '.';
    }
}
