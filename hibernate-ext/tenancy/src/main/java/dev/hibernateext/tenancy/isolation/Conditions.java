/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.isolation;

import java.util.stream.Stream;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** Takes conditions apart. */
final class Conditions {

    private Conditions() {}

    /** What all has to be true for a condition to be; below OR and NOT nothing has. */
    static Stream<Expression> conjuncts(@Nullable Expression condition) {
        if (condition == null) {
            return Stream.empty();
        }
        var stripped = stripped(condition);
        // What PostgreSQL calls && is no conjunction.
        return stripped instanceof AndExpression and && !and.isUseOperator()
                ? Stream.concat(conjuncts(and.getLeftExpression()), conjuncts(and.getRightExpression()))
                : Stream.of(stripped);
    }

    static Expression stripped(Expression expression) {
        var inner = expression;
        while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            inner = list.get(0);
        }
        return inner;
    }

    /** Whether both sides of an equality are in each row; the outer join of old Oracle has rows with one side only. */
    static boolean isInEachRow(EqualsTo equality) {
        return equality.getOldOracleJoinSyntax() == SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN
                && equality.getOraclePriorPosition() == SupportsOldOracleJoinSyntax.NO_ORACLE_PRIOR
                && Stream.of(equality.getLeftExpression(), equality.getRightExpression())
                        .noneMatch(side -> side instanceof Column column
                                && column.getOldOracleJoinSyntax() != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN);
    }

    /** A parameter or a text, whatever it is cast to. */
    static @Nullable Proof constant(Expression expression) {
        if (expression instanceof JdbcParameter || expression instanceof JdbcNamedParameter) {
            return Proof.PARAMETER;
        }
        if (expression instanceof StringValue text) {
            return Proof.text(text.getNotExcapedValue());
        }
        if (expression instanceof LongValue number) {
            return Proof.text(number.getStringValue());
        }
        return expression instanceof CastExpression cast && cast.getLeftExpression() != null
                ? constant(stripped(cast.getLeftExpression()))
                : null;
    }
}
