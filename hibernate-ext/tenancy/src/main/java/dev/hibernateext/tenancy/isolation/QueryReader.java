/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.Block.Equality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Reads queries, wherever in a statement they are. */
final class QueryReader {

    /** Where a query stands. */
    record Position(@Nullable Block outer, CommonTables common) {}

    private final MappedTables tables;
    private final Findings findings;
    private final Set<Select> read = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Reads what is no query within a common table expression. */
    private final StatementReader statements;

    QueryReader(MappedTables tables, Findings findings, StatementReader statements) {
        this.tables = tables;
        this.findings = findings;
        this.statements = statements;
    }

    Output query(Select select, Position position) {
        read.add(select);
        var within = new Position(position.outer(), common(select.getWithItemsList(), position));
        if (select instanceof PlainSelect plain) {
            return plain(plain, within);
        }
        if (select instanceof ParenthesedSelect inner) {
            return query(inner.getSelect(), within);
        }
        if (select instanceof SetOperationList list) {
            return list.getSelects().stream()
                    .map(each -> query(each, within))
                    .reduce(Output::or)
                    .orElse(Output.UNKNOWN);
        }
        if (select instanceof Values values) {
            return values(values, within);
        }
        if (select instanceof TableStatement table) {
            findings.use(source(table.getTable(), within.common()));
            return Output.UNKNOWN;
        }
        findings.notUnderstood();
        return Output.UNKNOWN;
    }

    /** Each sees those before it, and itself if it is recursive. */
    CommonTables common(@Nullable List<WithItem<?>> items, Position position) {
        var common = position.common();
        for (var item : items == null ? List.<WithItem<?>>of() : items) {
            var name = SqlName.alias(item.getAliasName());
            var inSight = item.isRecursive() ? common.with(name, Output.UNKNOWN) : common;
            var output = item.getParenthesedStatement() instanceof ParenthesedSelect select
                    ? query(select, new Position(position.outer(), inSight))
                    : statements.written(item.getParenthesedStatement(), inSight);
            common = common.with(name, output.named(names(item)));
        }
        return common;
    }

    private static List<String> names(WithItem<?> item) {
        var columns = item.getWithItemList();
        return columns == null
                ? List.of()
                : columns.stream()
                        .map(column -> SqlName.folded(String.valueOf(column.getExpression())))
                        .toList();
    }

    private Output values(Values values, Position position) {
        subqueries(values.getExpressions(), new Block(position.outer()), position.common());
        // A single row is not a list of one.
        if (values.getExpressions() instanceof ParenthesedExpressionList<?> row) {
            return OutputReader.row(row);
        }
        return values.getExpressions().stream()
                .map(OutputReader::row)
                .reduce(Output::or)
                .orElse(Output.UNKNOWN);
    }

    private Output plain(PlainSelect select, Position position) {
        findings.select();
        if (select.getIntoTables() != null || select.getIntoTempTable() != null) {
            findings.defines();
        }
        if ((select.getLateralViews() != null && !select.getLateralViews().isEmpty())
                || select.getMySqlSelectIntoClause() != null) {
            findings.notUnderstood();
        }
        var block = new Block(position.outer());
        if (select.getFromItem() != null) {
            join(from(select.getFromItem(), block, position.common()), select.getJoins(), block, position.common());
        }
        condition(select.getWhere(), block.sources(), block, position.common());
        block.solve();
        rest(select, block, position.common());
        findings.use(block);
        return OutputReader.of(select.getSelectItems(), block);
    }

    private void rest(PlainSelect select, Block block, CommonTables common) {
        if (select.getSelectItems() != null) {
            select.getSelectItems().forEach(item -> subqueries(item.getExpression(), block, common));
        }
        Stream.of(select.getWhere(), select.getHaving(), select.getQualify())
                .forEach(expression -> subqueries(expression, block, common));
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(order -> subqueries(order.getExpression(), block, common));
        }
        joinConditions(select.getJoins(), block, common);
    }

    /** Adds what a FROM names, and tells what that is. */
    List<Source> from(FromItem item, Block block, CommonTables common) {
        if (item.getPivot() != null || item.getUnPivot() != null) {
            findings.notUnderstood();
        }
        if (item instanceof ParenthesedFromItem parenthesed) {
            var inner = new ArrayList<>(from(parenthesed.getFromItem(), block, common));
            join(inner, parenthesed.getJoins(), block, common);
            joinConditions(parenthesed.getJoins(), block, common);
            return inner;
        }
        var source = item instanceof Table table ? source(table, common) : derived(item, block, common);
        block.add(source);
        return List.of(source);
    }

    private Source derived(FromItem item, Block block, CommonTables common) {
        var alias = alias(item.getAlias(), "");
        if (item instanceof Select select) {
            var outer = new Position(item instanceof ParenthesedSelect ? block : null, common);
            return Source.query(alias, query(select, outer).named(columns(item.getAlias())));
        }
        if (item instanceof TableFunction function) {
            subqueries(function.getFunction(), block, common);
        } else {
            findings.notUnderstood();
        }
        return Source.query(alias, Output.UNKNOWN);
    }

    Source source(Table table, CommonTables common) {
        if (table.getName().indexOf('@') >= 0) {
            findings.notUnderstood();
        }
        var schema = SqlName.foldedOrNull(table.getSchemaName());
        var alias = alias(table.getAlias(), SqlName.alias(table.getName()));
        var output = schema == null ? common.find(SqlName.alias(table.getName())) : null;
        return output != null
                ? Source.query(alias, output.named(columns(table.getAlias())))
                : Source.table(
                        alias,
                        table.getFullyQualifiedName(),
                        schema,
                        tables.find(schema, SqlName.folded(table.getName())));
    }

    private static String alias(@Nullable Alias alias, String otherwise) {
        return alias == null || alias.getName() == null ? otherwise : SqlName.alias(alias.getName());
    }

    private static List<String> columns(@Nullable Alias alias) {
        return alias == null || alias.getAliasColumns() == null
                ? List.of()
                : alias.getAliasColumns().stream()
                        .map(column -> SqlName.folded(column.name))
                        .toList();
    }

    /** Adds joins to what is on their left. */
    void join(Collection<Source> left, @Nullable List<Join> joins, Block block, CommonTables common) {
        var all = left instanceof ArrayList<Source> list ? list : new ArrayList<>(left);
        for (var join : joins == null ? List.<Join>of() : joins) {
            var right = from(join.getFromItem(), block, common);
            var joined = new JoinedSources(join, List.copyOf(all), right);
            var restricted = joined.restricted();
            join.getOnExpressions().forEach(on -> condition(on, restricted, block, common));
            joined.using().forEach(block::add);
            all.addAll(right);
        }
    }

    void condition(@Nullable Expression condition, Collection<Source> restricted, Block block, CommonTables common) {
        Conditions.conjuncts(condition).forEach(conjunct -> {
            if (conjunct instanceof EqualsTo equality && Conditions.isInEachRow(equality)) {
                block.add(new Equality(equality.getLeftExpression(), equality.getRightExpression(), null, restricted));
            } else if (conjunct instanceof InExpression in && !in.isNot()) {
                in(in, restricted, block, common);
            }
        });
    }

    private void in(InExpression in, Collection<Source> restricted, Block block, CommonTables common) {
        var right = in.getRightExpression();
        if (right instanceof ExpressionList<?> list && list.size() == 1 && !(list.get(0) instanceof Select)) {
            block.add(new Equality(in.getLeftExpression(), list.get(0), null, restricted));
        } else if (right instanceof Select select) {
            block.defer(() -> {
                var output = query(select, new Position(block, common));
                if (output.values().size() == 1) {
                    block.add(new Equality(in.getLeftExpression(), null, output.at(0), restricted));
                }
            });
        }
    }

    void joinConditions(@Nullable List<Join> joins, Block block, CommonTables common) {
        if (joins != null) {
            joins.forEach(join -> join.getOnExpressions().forEach(on -> subqueries(on, block, common)));
        }
    }

    /** Reads the queries within an expression that have not been read. */
    void subqueries(@Nullable Expression expression, Block block, CommonTables common) {
        if (expression != null) {
            Subqueries.in(expression).stream()
                    .filter(select -> !read.contains(select))
                    .forEach(select -> query(select, new Position(block, common)));
        }
    }
}
