/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints plain text: numbered sections, indented lines of at most 80 characters, statements with their count. */
final class Report {

    private static final int WIDTH = 80;
    private static final String INDENT = "   ";
    private static final String SQL_INDENT = INDENT + "  | ";

    private final PrintStream out;
    private int sections;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String title) {
        out.println(title);
    }

    void section(String title) {
        sections++;
        out.printf(Locale.ROOT, "%n%d. %s%n", sections, title);
    }

    void line(String format, @Nullable Object... values) {
        out.println(INDENT + String.format(Locale.ROOT, format, values));
    }

    /** A sentence of any length. */
    void text(String text) {
        wrap(text, WIDTH - INDENT.length()).forEach(line -> out.println(INDENT + line));
    }

    /** Each statement, then how many of which kind there were. */
    void statements(List<String> statements) {
        statements.forEach(this::statement);
        count(statements);
    }

    void count(List<String> statements) {
        line("Statements: %s", statements.isEmpty() ? "none" : kinds(statements));
    }

    private void statement(String sql) {
        wrap(withoutSelectList(sql), WIDTH - SQL_INDENT.length()).forEach(line -> out.println(SQL_INDENT + line));
    }

    private static String kinds(List<String> statements) {
        return statements.stream()
                .collect(Collectors.groupingBy(Report::firstWord, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String firstWord(String sql) {
        return sql.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String withoutSelectList(String sql) {
        return sql.replaceFirst("^select .+? from ", "select ... from ");
    }

    private static List<String> wrap(String text, int room) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > room) {
            var cut = Math.max(rest.lastIndexOf(' ', room), rest.lastIndexOf(',', room - 1) + 1);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
