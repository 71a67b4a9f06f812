/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.ExecutionWatch;
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
            watches.forEach(watch -> watch.beforeOwn(session));
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
    static <T> T ofQuery(ExecutionContext context, Source source, Supplier<T> execution) {
        if (!Boolean.TRUE.equals(context.getQueryOptions().isResultCachingEnabled())) {
            return execution.get();
        }
        var remaining = new ArrayDeque<>(
                ExecutionWatch.Watches.of(SessionState.of(context.getSession()).factory())
                        .all());
        return ofQuery(remaining, source == Source.NATIVE, context.getSession(), execution);
    }

    private static <T> T ofQuery(
            Deque<ExecutionWatch> remaining,
            boolean isNative,
            SharedSessionContractImplementor session,
            Supplier<T> execution) {
        var watch = remaining.poll();
        if (watch == null) {
            return execution.get();
        }
        var outer = watch.beforeCacheable(isNative, session);
        try {
            return ofQuery(remaining, isNative, session, execution);
        } finally {
            watch.afterCacheable(outer, session);
        }
    }
}
