/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.orm.SqlWords.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An update of one table, as Hibernate writes it for HQL and the criteria API.
 *
 * @param table its plain name
 * @param columns those it sets, with other words beside them
 */
record UpdateStatement(String table, Set<String> columns) {

    private static final String UPDATE = "update ";
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    /** Null if the text is anything else, or cannot be read for sure. */
    static @Nullable UpdateStatement of(String text) {
        if (isUnclear(text)) {
            return null;
        }
        var sql = LITERAL.matcher(text).replaceAll("''").toLowerCase(Locale.ROOT);
        var set = sql.indexOf(" set ");
        if (!sql.startsWith(UPDATE) || set < 0) {
            return null;
        }
        var target = List.of(sql.substring(UPDATE.length(), set).split(" "));
        var words = SqlWords.of(sql.substring(set, endOfAssignments(sql, set))).stream()
                .map(Word::text)
                .filter(word -> target.size() != 2 || !word.equals(target.get(1)))
                .collect(Collectors.toSet());
        return new UpdateStatement(SqlWords.plain(target.get(0)), words);
    }

    private static boolean isUnclear(String text) {
        return text.contains("\\") || text.contains("--") || text.contains("/*");
    }

    /** A condition within parentheses is one of a subquery that is assigned. */
    private static int endOfAssignments(String sql, int set) {
        var depth = 0;
        for (var position = set; position < sql.length(); position++) {
            var character = sql.charAt(position);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (depth == 0 && sql.startsWith(" where ", position)) {
                return position;
            }
        }
        return sql.length();
    }
}
