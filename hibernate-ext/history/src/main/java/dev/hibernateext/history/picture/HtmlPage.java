/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.picture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A page with one table.
 *
 * @param columns their names
 * @param rows with a text for each column
 */
record HtmlPage(List<String> columns, List<List<String>> rows) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            body { font-family: system-ui, sans-serif; margin: 2rem; }
            table { border-collapse: collapse; }
            th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem; text-align: left; vertical-align: top; white-space: pre-wrap; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <table>
            <thead>%2$s</thead>
            <tbody>
            %3$s</tbody>
            </table>
            </body>
            </html>
            """;

    String draw(String title) {
        var body = rows.stream().map(row -> row(row, "td")).collect(Collectors.joining());
        return PAGE.formatted(escaped(title), row(columns, "th"), body);
    }

    private static String row(List<String> texts, String cell) {
        return texts.stream()
                .map(text -> "<%1$s>%2$s</%1$s>".formatted(cell, escaped(text)))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String escaped(String text) {
        return Visible.text(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
