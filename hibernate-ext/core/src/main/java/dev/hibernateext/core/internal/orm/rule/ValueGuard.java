/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;

/** Puts something in the place of values of a statement while it is translated, so as to see them when it is executed. */
public interface ValueGuard {

    /** Leaves a statement as it is. */
    ValueGuard NONE = new ValueGuard() {

        @Override
        public JdbcParameter guarded(SqmParameter<?> parameter, JdbcParameter translated) {
            return translated;
        }

        @Override
        public Expression guarded(SqmLiteral<?> literal, Expression translated) {
            return translated;
        }
    };

    /** What stands in the statement for a parameter of the query. */
    JdbcParameter guarded(SqmParameter<?> parameter, JdbcParameter translated);

    /** What stands in the statement for a literal of the query. */
    Expression guarded(SqmLiteral<?> literal, Expression translated);
}
