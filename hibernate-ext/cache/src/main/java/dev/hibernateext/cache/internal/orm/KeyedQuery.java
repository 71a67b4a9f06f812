/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.internal.orm.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query on rows whose columns equal parameters, whatever else it asks of them.
 *
 * @param table the plain name of the one table, which the statement names once
 * @param conditions the equalities it wants all
 */
record KeyedQuery(String table, List<Condition> conditions) {

    private static final Pattern STATEMENT = Pattern.compile(
            "select .* from ([\\w$.]+) ([\\w$]+)(?: .*)? where (.+?)(?: (?:order by|group by|having|offset|fetch|limit|for) .*)?");
    private static final Pattern EQUALITY = Pattern.compile("([\\w$]+)\\.([\\w$]+)(?:=\\?| in ?\\(\\?(?:,\\?)*\\))");

    /** What stands between two conditions that are not both wanted, or makes it unclear what is a parameter. */
    private static final Pattern UNCLEAR = Pattern.compile(
            "['\"`\\\\]|--|/\\*|\\?\\?| or | between | case | union | select .*\\bselect\\b| where .* where ");

    /**
     * One of them.
     *
     * @param column its plain name
     * @param first the position of its first parameter among all of the statement
     * @param count how many values are allowed
     */
    record Condition(String column, int first, int count) {}

    /** Null if there is no such condition. */
    static @Nullable KeyedQuery of(String text, int parameters) {
        var sql = text.toLowerCase(Locale.ROOT);
        var statement = STATEMENT.matcher(sql);
        if (UNCLEAR.matcher(sql).find() || marksIn(sql) != parameters || !statement.matches()) {
            return null;
        }
        var table = SqlWords.plain(statement.group(1));
        var conditions = conditions(sql, statement);
        return conditions.isEmpty() || !isNamedOnce(table, sql) ? null : new KeyedQuery(table, conditions);
    }

    private static int marksIn(String sql) {
        return (int) sql.chars().filter(character -> character == '?').count();
    }

    private static List<Condition> conditions(String sql, Matcher statement) {
        var conditions = new ArrayList<Condition>();
        var first = marksIn(sql.substring(0, statement.start(3)));
        for (var condition : conjuncts(statement.group(3))) {
            var equality = EQUALITY.matcher(condition);
            var count = marksIn(condition);
            if (equality.matches() && equality.group(1).equals(statement.group(2))) {
                conditions.add(new Condition(equality.group(2), first, count));
            }
            first += count;
        }
        return conditions;
    }

    /** What stands within parentheses belongs to its condition. */
    private static List<String> conjuncts(String where) {
        var conjuncts = new ArrayList<String>();
        var depth = 0;
        var start = 0;
        for (var position = 0; position < where.length(); position++) {
            var character = where.charAt(position);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (depth == 0 && where.startsWith(" and ", position)) {
                conjuncts.add(where.substring(start, position));
                start = position + " and ".length();
            }
        }
        conjuncts.add(where.substring(start));
        return conjuncts;
    }

    private static boolean isNamedOnce(String table, String sql) {
        return SqlWords.of(sql).stream().map(Word::text).filter(table::equals).count() == 1;
    }
}
