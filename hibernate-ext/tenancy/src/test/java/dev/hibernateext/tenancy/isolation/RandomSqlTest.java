/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.audit.IsolationFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random statements of which is known how they were made: with the tenant everywhere, or with one place where it is missing. */
class RandomSqlTest {

    private static final int ROUNDS = 4_000;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final Statements statements = new Statements();

    /** The condition to spoil, counted down, or less than zero for none. */
    private int spoilt = -1;

    private int conditions;
    private int aliases;

    @Test
    void passesRandomStatementsWithTheTenantInEachCondition() {
        for (var round = 0; round < ROUNDS; round++) {
            var sql = statement(-1, random.nextLong());
            assertThat(statements.kinds(sql)).as("seed %d: %s", seed, sql).isEmpty();
        }
    }

    @Test
    void findsRandomStatementsWithoutTheTenantInOneCondition() {
        for (var round = 0; round < ROUNDS; round++) {
            var form = random.nextLong();
            statement(-1, form);
            var sql = statement(random.nextInt(conditions), form);
            assertThat(statements.kinds(sql))
                    .as("seed %d: %s", seed, sql)
                    .containsExactly(IsolationFault.MISSING_TENANT);
        }
    }

    @Test
    void saysNothingWorseOfBrokenTextsThanThatItDoesNotUnderstand() {
        for (var round = 0; round < ROUNDS; round++) {
            var sql = broken(new StringBuilder(statement(-1, random.nextLong())));
            assertThat(statements.kinds(sql)).as("seed %d: %s", seed, sql).isSubsetOf(Set.of(IsolationFault.values()));
        }
    }

    @Test
    void endsWithDeepAndLongTexts() {
        var depths = List.of(10, 39, 41, 5_000);
        depths.forEach(depth -> {
            assertThat(statements.kinds("select " + "(".repeat(depth) + "1" + ")".repeat(depth)))
                    .isSubsetOf(Set.of(IsolationFault.NOT_PARSED));
            assertThat(statements.kinds("select " + "not ".repeat(depth) + "true"))
                    .isSubsetOf(Set.of(IsolationFault.NOT_PARSED));
            assertThat(statements.kinds("select 1" + " + 1".repeat(depth)))
                    .isSubsetOf(Set.of(IsolationFault.NOT_PARSED));
            assertThat(statements.kinds("select 1 from account where tenant_id = ?" + " and a = ?".repeat(depth)))
                    .isSubsetOf(Set.of(IsolationFault.NOT_PARSED));
        });
    }

    private String broken(StringBuilder sql) {
        var strokes = 1 + random.nextInt(4);
        for (var i = 0; i < strokes; i++) {
            var at = random.nextInt(sql.length());
            switch (random.nextInt(3)) {
                case 0 -> sql.deleteCharAt(at);
                case 1 -> sql.insert(at, "()'\"`;,.?*-/[]{}$#\\ \u00e4or".charAt(random.nextInt(23)));
                default ->
                    sql.replace(
                            at,
                            Math.min(sql.length(), at + 3),
                            String.valueOf(sql.charAt(random.nextInt(sql.length()))));
            }
            if (sql.isEmpty()) {
                sql.append(' ');
            }
        }
        return sql.toString();
    }

    /** One form makes the same statement each time, but for what is spoilt. */
    private String statement(int spoiltCondition, long form) {
        spoilt = spoiltCondition;
        conditions = 0;
        aliases = 0;
        return new Form(new Random(form)).statement();
    }

    /** A table in a FROM, with its column of the tenant. */
    private record Named(String alias, String column) {
        String tenant() {
            return alias + "." + column;
        }
    }

    private final class Form {

        private final Random choice;

        Form(Random choice) {
            this.choice = choice;
        }

        String statement() {
            return switch (choice.nextInt(6)) {
                case 0 -> "update account a set name = ? where " + where(List.of(new Named("a", "tenant_id")), 2);
                case 1 -> "delete from label as l where " + where(List.of(new Named("l", "tenant")), 2);
                case 2 -> "with x as (" + query(2) + ") select * from x where x.n > (" + query(2) + ")";
                case 3 -> query(2) + (choice.nextBoolean() ? " union all " : " except ") + query(2);
                case 4 -> "insert into elsewhere (n) " + query(3);
                default -> query(3);
            };
        }

        private String query(int depth) {
            var tables = IntStream.rangeClosed(0, choice.nextInt(3))
                    .mapToObj(
                            i -> choice.nextBoolean() ? new Named(alias(), "tenant_id") : new Named(alias(), "tenant"))
                    .toList();
            var from = new StringBuilder(table(tables.get(0)));
            var free = new ArrayList<>(List.of(tables.get(0)));
            for (var table : tables.subList(1, tables.size())) {
                from.append(joined(table, free));
            }
            var derived = depth > 0 && choice.nextInt(4) == 0 ? ", (" + query(depth - 1) + ") " + alias() : "";
            return "select " + item(tables, depth) + " as n from " + from + derived + " where " + where(free, depth);
        }

        private String table(Named table) {
            var name = table.column().equals("tenant") ? "label" : "account";
            return switch (choice.nextInt(3)) {
                case 0 -> name + " " + table.alias();
                case 1 -> '"' + name + "\" as " + table.alias();
                default -> "/* " + name + " */ " + name.toUpperCase(java.util.Locale.ROOT) + " " + table.alias();
            };
        }

        /** The join restricts the table, or leaves that to the condition of the query. */
        private String joined(Named table, List<Named> free) {
            var other = free.get(0);
            return switch (choice.nextInt(5)) {
                case 0 -> {
                    free.add(table);
                    yield ", " + table(table);
                }
                case 1 -> " cross join " + table(held(table, free));
                case 2 ->
                    " left join " + table(table) + " on " + condition(table.tenant() + " = " + other.tenant(), table);
                case 3 -> " join " + table(table) + " on " + condition(other.tenant() + " = " + table.tenant(), table);
                default -> " join " + table(table) + " on " + condition(table.tenant() + " = ?", table);
            };
        }

        private Named held(Named table, List<Named> free) {
            free.add(table);
            return table;
        }

        private String item(List<Named> tables, int depth) {
            var any = tables.get(choice.nextInt(tables.size()));
            return switch (choice.nextInt(depth > 0 ? 5 : 3)) {
                case 0 -> any.alias() + ".id";
                case 1 -> "count(" + any.alias() + ".id)";
                case 2 -> "'from account'";
                case 3 -> "(" + query(depth - 1) + ")";
                default ->
                    "case when exists (" + query(depth - 1) + ") then 1 else coalesce((" + query(depth - 1)
                            + "), 2) end";
            };
        }

        private String where(List<Named> free, int depth) {
            var parts = free.stream()
                    .map(table -> condition(
                            choice.nextBoolean() ? table.tenant() + " = ?" : "'acme' = " + table.tenant(), table))
                    .collect(Collectors.toCollection(ArrayList::new));
            for (var i = choice.nextInt(3); i > 0; i--) {
                parts.add(choice.nextInt(parts.size() + 1), noise(free.get(0), depth));
            }
            var glue = choice.nextBoolean() ? " and " : "\n AND ";
            var text = String.join(glue, parts);
            return choice.nextBoolean() ? "(" + text + ")" : text;
        }

        private String noise(Named table, int depth) {
            return switch (choice.nextInt(depth > 0 ? 6 : 4)) {
                case 0 -> "(" + table.alias() + ".id = ? or " + table.tenant() + " = ?)";
                case 1 -> "not (" + table.tenant() + " = 'x')";
                case 2 -> table.alias() + ".name like '%tenant = ? or''%'";
                case 3 -> table.alias() + ".id between ? and ?";
                case 4 -> table.alias() + ".id in (" + query(depth - 1) + ")";
                default -> "not exists (" + query(depth - 1) + ")";
            };
        }

        /** The condition, or what only looks like it. */
        private String condition(String equality, Named table) {
            if (conditions++ != spoilt) {
                return choice.nextInt(3) == 0 ? "(" + equality + ")" : equality;
            }
            choice.nextInt(3);
            return switch (random.nextInt(8)) {
                case 0 -> "1 = 1";
                case 1 -> "(" + equality + " or " + table.alias() + ".id = ?)";
                case 2 -> "not (" + equality + ")";
                case 3 -> equality.replace(" = ", " <> ");
                case 4 -> equality.replace(table.tenant(), table.alias() + ".name");
                case 5 -> "'" + equality.replace("'", "''") + "' = ?";
                case 6 -> table.tenant() + " = 'bolt'";
                default -> table.tenant() + " = " + table.tenant() + " /* " + equality + " */";
            };
        }

        private String alias() {
            return "t" + aliases++;
        }
    }
}
