/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.BulkWatch;
import dev.hibernateext.core.internal.SessionState;
import java.util.List;
import java.util.function.Supplier;

/** Tells those who watch of a statement that is executed. */
final class BulkWatching {

    private BulkWatching() {}

    static <T> T around(ExecutedStatement statement, Supplier<T> execution) {
        var session = statement.context().getSession();
        var watches = BulkWatch.Watches.of(SessionState.of(session).factory()).all();
        if (watches.isEmpty()) {
            return execution.get();
        }
        if (statement.source() == Source.ENTITY) {
            watches.forEach(watch -> watch.beforeOwn(session));
            return execution.get();
        }
        return aroundNative(statement, execution, watches);
    }

    private static <T> T aroundNative(ExecutedStatement statement, Supplier<T> execution, List<BulkWatch> watches) {
        var session = statement.context().getSession();
        var written = NativeTables.of(session).of(statement);
        watches.forEach(watch -> watch.beforeNative(written, session));
        var result = execution.get();
        watches.forEach(watch -> watch.afterNative(written, session));
        return result;
    }
}
