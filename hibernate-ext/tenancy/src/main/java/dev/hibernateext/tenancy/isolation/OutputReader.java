/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import dev.hibernateext.tenancy.isolation.Output.Value;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/** Reads what a query puts out. */
final class OutputReader {

    private OutputReader() {}

    static Output of(@Nullable List<SelectItem<?>> items, Block block) {
        var values = new ArrayList<Value>();
        for (var item : items == null ? List.<SelectItem<?>>of() : items) {
            if (item.getExpression() instanceof AllColumns all) {
                values.addAll(all(all, block));
            } else {
                var value = block.value(item.getExpression());
                values.add(value == null ? new Value(name(item), null, null) : value.named(name(item)));
            }
        }
        return new Output(values);
    }

    /** The positions behind a star are not known, but the names are. */
    private static List<Value> all(AllColumns all, Block block) {
        var name =
                all instanceof AllTableColumns of ? SqlName.alias(of.getTable().getName()) : null;
        var values = new ArrayList<Value>();
        for (var source : block.sources()) {
            if (name == null || name.equals(source.alias())) {
                values.addAll(source.output().values());
                var mapped = source.mapped();
                var value = mapped == null || mapped.tenant() == null ? null : source.value(mapped.tenant());
                if (value != null) {
                    values.add(value);
                }
            }
        }
        // One more than any list of names.
        values.add(new Value("", null, null));
        return values;
    }

    private static String name(SelectItem<?> item) {
        if (item.getAlias() != null) {
            return SqlName.folded(item.getAlias().getName());
        }
        return item.getExpression() instanceof Column column ? SqlName.folded(column.getColumnName()) : "";
    }

    static Output row(Expression row) {
        var columns = row instanceof ExpressionList<?> list ? list : new ExpressionList<>(row);
        return new Output(columns.stream()
                .map(column -> new Value("", Conditions.constant(Conditions.stripped(column)), null))
                .toList());
    }
}
