/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.ExecutionWatch.Cacheable;
import dev.hibernateext.core.change.internal.ExecutionWatch.Own;
import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;

/** Tells those who watch of a statement that is executed. */
final class WatchedExecution {

    private WatchedExecution() {}

    static <T> T around(ExecutedStatement statement, Supplier<T> execution) {
        var session = statement.context().getSession();
        var watches =
                ExecutionWatch.Watches.of(SessionState.of(session).factory()).all();
        if (watches.isEmpty()) {
            return execution.get();
        }
        if (statement.source() == Source.ENTITY) {
            var operation = statement.operation();
            var own = new Own(operation.getSqlString(), operation.getAffectedTableNames());
            watches.forEach(watch -> watch.beforeOwn(own, session));
            return execution.get();
        }
        return aroundNative(statement, execution, watches);
    }

    private static <T> T aroundNative(
            ExecutedStatement statement, Supplier<T> execution, List<ExecutionWatch> watches) {
        var session = statement.context().getSession();
        var written = NativeTables.of(session).of(statement);
        watches.forEach(watch -> watch.beforeNative(written, session));
        var result = execution.get();
        watches.forEach(watch -> watch.afterNative(written, session));
        return result;
    }

    /** Shows a query if its result may be cached. */
    static <T> T ofQuery(BoundSelect bound, ExecutionContext context, Source source, Supplier<T> execution) {
        if (!Boolean.TRUE.equals(context.getQueryOptions().isResultCachingEnabled())) {
            return execution.get();
        }
        var session = context.getSession();
        var select = bound.select();
        var watches =
                ExecutionWatch.Watches.of(SessionState.of(session).factory()).all();
        var query =
                new Cacheable(select.getSqlString(), select.getAffectedTableNames(), source == Source.NATIVE, bound);
        return ofQuery(new ArrayDeque<>(watches), query, session, execution);
    }

    private static <T> T ofQuery(
            Deque<ExecutionWatch> remaining,
            Cacheable query,
            SharedSessionContractImplementor session,
            Supplier<T> execution) {
        var watch = remaining.poll();
        if (watch == null) {
            return execution.get();
        }
        var outer = watch.beforeCacheable(query, session);
        try {
            return ofQuery(remaining, query, session, execution);
        } finally {
            watch.afterCacheable(outer, session);
        }
    }
}
