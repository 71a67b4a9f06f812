/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.tenant.internal.NativeStatements;
import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.internal.StandardJdbcMutationExecutor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Shows each bulk statement to hooks and, executed, to the capture. Leans on {@code sql/exec/internal/StandardJdbcMutationExecutor}. */
final class CapturingMutationExecutor extends StandardJdbcMutationExecutor
        implements NativeStatements.Showing, ExecutionWatch.Telling {

    @Override
    public int execute(
            JdbcOperationQueryMutation operation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck,
            ExecutionContext context) {
        if (source(operation) == Source.NATIVE) {
            NativeStatements.runs(operation.getSqlString(), context.getSession());
        }
        var statement = new ExecutedStatement(operation, bindings, context, source(operation));
        var hooks = BulkHookCalls.of(context.getSession());
        return hooks == null
                ? execute(statement, operation, statementCreator, expectationCheck)
                : hooks.around(
                        statement,
                        () -> execute(statement, operation, statementCreator, expectationCheck),
                        Integer::intValue);
    }

    private int execute(
            ExecutedStatement statement,
            JdbcOperationQueryMutation operation,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck) {
        var context = statement.context();
        int rowCount = WatchedExecution.around(
                statement,
                () -> WatchedStatements.of(context.getSession().getFactory())
                        .around(
                                statement,
                                () -> super.execute(
                                        operation, statement.bindings(), statementCreator, expectationCheck, context)));
        var capture = BulkCapture.of(context.getSession());
        if (capture != null) {
            capture.executed(statement, rowCount);
        }
        return rowCount;
    }

    private static Source source(JdbcOperationQueryMutation operation) {
        return operation instanceof JdbcOperationQueryMutationNative ? Source.NATIVE : Source.ENTITY;
    }
}
