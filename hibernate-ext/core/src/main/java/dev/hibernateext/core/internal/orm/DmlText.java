/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the text of an SQL statement tells of the rows it changes.
 *
 * @param targets the tables written, as the text names them, and what is done to each
 */
record DmlText(Map<String, Kind> targets) {

    private static final String NAME = "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+]|[^\\s(),.\"`\\[]+)";

    /**
     * A statement that writes stands at the start, in the parentheses of a CTE, or behind the last of them. MariaDB and MySQL
     * name an alias between {@code delete} and {@code from}.
     */
    private static final Pattern WRITE = Pattern.compile(
            "(?:^|[()])\\s*(insert\\s+into|update|delete(?:\\s+[^\\s,]+)?\\s+from|merge\\s+into)\\s+(" + NAME + "(?:\\."
                    + NAME + ")*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LEADING_COMMENT =
            Pattern.compile("\\A(?:\\s+|/\\*.*?\\*/|--[^\\n]*\\n?)+", Pattern.DOTALL);

    static DmlText of(String sql) {
        var targets = new LinkedHashMap<String, Kind>();
        var write = WRITE.matcher(LEADING_COMMENT.matcher(sql).replaceFirst(""));
        while (write.find()) {
            targets.merge(write.group(2), kind(write.group(1)), DmlText::dominant);
        }
        return new DmlText(targets);
    }

    /** Whether a statement that returns rows may write too; false at the first letter for nearly all of them. */
    static boolean mayWrite(String sql) {
        var first = sql.isEmpty() ? ' ' : Character.toLowerCase(sql.charAt(0));
        return first != 's'
                && first != '('
                && WRITE.matcher(LEADING_COMMENT.matcher(sql).replaceFirst("")).find();
    }

    private static Kind kind(String verb) {
        return switch (Character.toLowerCase(verb.charAt(0))) {
            case 'i' -> Kind.INSERT;
            case 'u' -> Kind.UPDATE;
            case 'd' -> Kind.DELETE;
            default -> Kind.OTHER;
        };
    }

    /** What the statement does as a whole: deletes and updates may need inserts on their way. */
    Kind kind() {
        return targets.values().stream().reduce(DmlText::dominant).orElse(Kind.OTHER);
    }

    static Kind dominant(Kind one, Kind other) {
        return rank(one) >= rank(other) ? one : other;
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case OTHER -> 0;
            case INSERT -> 1;
            case UPDATE -> 2;
            case DELETE -> 3;
        };
    }

    Set<String> tables() {
        return targets.keySet();
    }
}
