/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.estimate;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * How a database explains a statement.
 *
 * @param statement what comes before it
 * @param columns how many the explanation has
 * @param reader makes the number of rows of the explanation
 */
record PlanFormat(String statement, int columns, ToDoubleFunction<List<Object[]>> reader) {

    /** A line for each node of the plan, the outermost first: {@code Seq Scan on track  (cost=0.00..59.03 rows=3503 width=4)}. */
    private static final PlanFormat POSTGRESQL = new PlanFormat("explain ", 1, PlanFormat::outermostNode);

    /**
     * A row for each table: id, select_type, table, type, possible_keys, key, key_len, ref, rows, filtered (percent) and Extra.
     */
    private static final PlanFormat MARIADB = new PlanFormat("explain extended ", 11, PlanFormat::joinedTables);

    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");
    private static final int ID = 0;
    private static final int TABLE_ROWS = 8;
    private static final int FILTERED = 9;
    private static final double PERCENT = 100;

    /** Null where estimates cannot be had. */
    static @Nullable PlanFormat of(Dialect dialect) {
        if (dialect instanceof PostgreSQLDialect) {
            return POSTGRESQL;
        }
        return dialect instanceof MariaDBDialect ? MARIADB : null;
    }

    long rows(List<Object[]> explanation) {
        return Math.round(reader.applyAsDouble(explanation));
    }

    private static double outermostNode(List<Object[]> lines) {
        var line = (String) lines.get(0)[0];
        var matcher = ROWS.matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("PostgreSQL explains a query in an unknown form");
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** Each table adds what is left of it for one row of those before; subqueries have ids of their own. */
    private static double joinedTables(List<Object[]> tables) {
        var outermost = tables.get(0)[ID];
        return tables.stream()
                .filter(table -> Objects.equals(table[ID], outermost))
                .mapToDouble(table -> number(table[TABLE_ROWS]) * number(table[FILTERED]) / PERCENT)
                .reduce(1, (left, right) -> left * right);
    }

    /** NULL where MariaDB sees at once that there is no row. */
    private static double number(@Nullable Object value) {
        return value == null ? 0 : Double.parseDouble((String) value);
    }
}
