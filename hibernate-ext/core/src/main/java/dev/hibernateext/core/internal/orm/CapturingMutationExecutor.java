/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.internal.StandardJdbcMutationExecutor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Shows each executed bulk statement to the capture. Leans on {@code sql/exec/internal/StandardJdbcMutationExecutor}. */
final class CapturingMutationExecutor extends StandardJdbcMutationExecutor {

    @Override
    public int execute(
            JdbcOperationQueryMutation operation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck,
            ExecutionContext context) {
        var rowCount = super.execute(operation, bindings, statementCreator, expectationCheck, context);
        var capture = BulkCapture.of(context.getSession());
        if (capture != null) {
            capture.executed(new ExecutedStatement(operation, bindings, context, source(operation)), rowCount);
        }
        return rowCount;
    }

    private static Source source(JdbcOperationQueryMutation operation) {
        return operation instanceof JdbcOperationQueryMutationNative ? Source.NATIVE : Source.ENTITY;
    }
}
