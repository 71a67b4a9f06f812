/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Finds the queries within an expression. What it misses is counted later. */
final class Subqueries extends ExpressionVisitorAdapter<Void> {

    private final List<Select> found = new ArrayList<>();

    static List<Select> in(Expression expression) {
        var finder = new Subqueries();
        expression.accept(finder, null);
        return finder.found;
    }

    @Override
    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
        found.add(select);
        return null;
    }

    @Override
    public <S> @Nullable Void visit(Select select, S context) {
        found.add(select);
        return null;
    }
}
