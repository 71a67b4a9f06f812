/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.internal.ExecutionWatch;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.jspecify.annotations.Nullable;

/**
 * A query and what is bound to it.
 *
 * @param select the query
 * @param bindings the values of its parameters
 */
record BoundSelect(JdbcSelect select, JdbcParameterBindings bindings) implements ExecutionWatch.Parameters {

    @Override
    public int count() {
        return select.getParameterBinders().size();
    }

    @Override
    public @Nullable Object value(int position) {
        var parameter = select.getParameterBinders().get(position) instanceof JdbcParameter known ? known : null;
        var binding = parameter == null ? null : bindings.getBinding(parameter);
        return binding == null ? null : binding.getBindValue();
    }
}
