/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.picture;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of aligned columns.
 *
 * @param columns their names
 * @param rows with a text for each column
 */
record TextTable(List<String> columns, List<List<String>> rows) {

    String draw(String title) {
        var widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        var lines = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
        var rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
        return Visible.text(title) + '\n' + line(columns, widths) + line(rule, widths) + lines;
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(columns.get(column).length()),
                        rows.stream()
                                .mapToInt(row -> Visible.text(row.get(column)).length()))
                .max()
                .orElse(0);
    }

    private static String line(List<String> texts, int[] widths) {
        return IntStream.range(0, widths.length)
                        .mapToObj(column -> padded(Visible.text(texts.get(column)), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + '\n';
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
