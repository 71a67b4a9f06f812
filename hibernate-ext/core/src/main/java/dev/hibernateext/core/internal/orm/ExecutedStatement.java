/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * A statement Hibernate executes for a query.
 *
 * @param operation its text and its tables
 * @param bindings its parameters
 * @param context the query it was executed for
 * @param source how the query was written
 */
record ExecutedStatement(
        JdbcOperation operation, JdbcParameterBindings bindings, ExecutionContext context, Source source) {

    /** The bound values in the order of the statement; without those the library binds by itself. */
    List<@Nullable Object> parameters() {
        var values = new ArrayList<@Nullable Object>();
        for (var binder : operation.getParameterBinders()) {
            var parameter = binder instanceof GuardedParameter guarded ? guarded.parameter() : binder;
            var binding = parameter instanceof JdbcParameter bound ? bindings.getBinding(bound) : null;
            if (binding != null) {
                values.add(binding.getBindValue());
            }
        }
        return values;
    }
}
