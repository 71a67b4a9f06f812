/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.estimate.internal.StatementPrefix;
import dev.hibernateext.core.internal.QueriedTables;
import dev.hibernateext.core.tenant.internal.NativeStatements;
import dev.hibernateext.core.tenant.internal.RewrittenSelects;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.query.results.ResultSetMapping;
import org.hibernate.sql.exec.internal.JdbcOperationQuerySelect;
import org.hibernate.sql.exec.internal.JdbcSelectExecutorStandardImpl;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Shows the queries that write to hooks and the capture: statements on several tables where the dialect puts them into one query
 * (PostgreSQL), and native statements that return rows; lets stateless sessions cache no deleted rows, and queries be
 * explained, and executed for several tenants at once; shows native statements. Leans on {@code
 * sql/exec/internal/JdbcSelectExecutorStandardImpl} and {@code sql/exec/internal/JdbcOperationQuerySelect}.
 */
final class CapturingSelectExecutor extends JdbcSelectExecutorStandardImpl
        implements StatementPrefix.Heeding, RewrittenSelects.Heeding, NativeStatements.Showing, ExecutionWatch.Telling {

    @Override
    public <T, R> T executeQuery(
            JdbcSelect select,
            JdbcParameterBindings bindings,
            ExecutionContext context,
            RowTransformer<R> rowTransformer,
            Class<R> domainResultType,
            int resultCountEstimate,
            StatementCreator statementCreator,
            ResultsConsumer<T, R> resultsConsumer) {
        var rewriting = RewrittenSelects.take(context.getSession());
        if (rewriting != null) {
            return super.executeQuery(
                    rewritten(select, rewriting.rewrite(select, context.getSession())),
                    bindings,
                    context,
                    rowTransformer,
                    domainResultType,
                    statementCreator,
                    resultsConsumer);
        }
        QueriedTables.executes(select, context.getSession());
        if (source(select) == Source.NATIVE) {
            NativeStatements.runs(select.getSqlString(), context.getSession());
        }
        if (!DmlText.mayWrite(select.getSqlString())) {
            return WatchedExecution.ofQuery(
                    new BoundSelect(select, bindings),
                    context,
                    source(select),
                    () -> StatelessCachePuts.around(
                            select,
                            context.getSession(),
                            () -> super.executeQuery(
                                    select,
                                    bindings,
                                    context,
                                    rowTransformer,
                                    domainResultType,
                                    resultCountEstimate,
                                    (execution, sql) -> statementCreator.createStatement(
                                            execution, StatementPrefix.before(sql, execution.getSession())),
                                    resultsConsumer)));
        }
        var statement = new ExecutedStatement(select, bindings, context, source(select));
        if (statement.source() == Source.NATIVE) {
            WatchedStatements.of(context.getSession().getFactory()).beforeNative(statement);
        }
        return write(
                statement,
                () -> super.executeQuery(
                        select,
                        bindings,
                        context,
                        rowTransformer,
                        domainResultType,
                        resultCountEstimate,
                        statementCreator,
                        resultsConsumer));
    }

    private static JdbcSelect rewritten(JdbcSelect select, RewrittenSelects.Rewritten other) {
        return new JdbcOperationQuerySelect(
                other.sql(), other.binders(), select.getJdbcValuesMappingProducer(), select.getAffectedTableNames());
    }

    private static <T> T write(ExecutedStatement statement, Supplier<T> query) {
        var hooks = BulkHookCalls.of(statement.context().getSession());
        return hooks == null
                ? capture(statement, query)
                : hooks.around(
                        statement, () -> capture(statement, query), result -> rowCount(statement.source(), result));
    }

    private static <T> T capture(ExecutedStatement statement, Supplier<T> query) {
        var result = WatchedExecution.around(statement, query);
        executed(statement, result);
        return result;
    }

    private static Source source(JdbcSelect select) {
        return select.getJdbcValuesMappingProducer() instanceof ResultSetMapping ? Source.NATIVE : Source.ENTITY;
    }

    private static void executed(ExecutedStatement statement, Object result) {
        var capture = BulkCapture.of(statement.context().getSession());
        if (capture != null) {
            capture.executed(statement, rowCount(statement.source(), result));
        }
    }

    private static int rowCount(Source source, Object result) {
        if (!(result instanceof List<?> rows)) {
            return BulkChange.UNKNOWN_ROW_COUNT;
        }
        var isCount = source == Source.ENTITY && rows.size() == 1;
        return isCount && rows.get(0) instanceof Number count ? count.intValue() : rows.size();
    }
}
