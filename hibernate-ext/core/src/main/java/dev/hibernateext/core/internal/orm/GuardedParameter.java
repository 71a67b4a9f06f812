/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.hibernate.metamodel.mapping.SqlTypedMapping;
import org.hibernate.metamodel.mapping.internal.SqlTypedMappingImpl;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.SqlTypedExpression;
import org.hibernate.sql.exec.internal.SqlTypedMappingJdbcParameter;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * A parameter of a query that names a row, which is looked for before the parameter is bound. Leans on {@code
 * org.hibernate.sql.exec.internal.SqlTypedMappingJdbcParameter}, which a dialect may cast, and {@code
 * org.hibernate.metamodel.mapping.internal.SqlTypedMappingImpl}.
 */
final class GuardedParameter extends SqlTypedMappingJdbcParameter {

    private final JdbcParameter parameter;
    private final ReferenceGuard guard;

    GuardedParameter(JdbcParameter parameter, ReferenceGuard guard) {
        super(typeOf(parameter), parameter.getParameterId());
        this.parameter = parameter;
        this.guard = guard;
    }

    private static SqlTypedMapping typeOf(JdbcParameter parameter) {
        return parameter instanceof SqlTypedExpression typed
                ? typed.getSqlTypedMapping()
                : new SqlTypedMappingImpl(
                        Objects.requireNonNull(parameter.getExpressionType()).getSingleJdbcMapping());
    }

    /** The parameter by which the value is bound. */
    JdbcParameter parameter() {
        return parameter;
    }

    @Override
    public void bindParameterValue(
            PreparedStatement statement, int position, JdbcParameterBindings bindings, ExecutionContext context)
            throws SQLException {
        guard.check(context.getSession(), context.getQueryParameterBindings());
        parameter.getParameterBinder().bindParameterValue(statement, position, bindings, context);
    }
}
