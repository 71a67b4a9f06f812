/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Kind;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.hook.internal.BulkHooks;
import dev.hibernateext.core.hook.internal.BulkTarget;
import dev.hibernateext.core.internal.SessionState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Calls hooks around HQL, criteria and native statements, once for each. One for each factory; safe for many threads. */
final class BulkHookCalls {

    private final BulkHooks hooks;
    private final EntityCatalog catalog;

    BulkHookCalls(BulkHooks hooks, EntityCatalog catalog) {
        this.hooks = hooks;
        this.catalog = catalog;
    }

    /** The calls of a session's factory; null where no hook is registered or the session switched them off. */
    static @Nullable BulkHookCalls of(SharedSessionContractImplementor session) {
        var state = SessionState.of(session);
        var calls = state.factory().component(BulkHookCalls.class, () -> {
            throw new IllegalStateException("A statement was executed before the factory was complete");
        });
        return !calls.hooks.isEmpty() && state.isActive(Feature.HOOK) ? calls : null;
    }

    /** Around one statement of JDBC, unless it is a step of a statement on several tables. */
    <T> T around(ExecutedStatement statement, Supplier<T> execution, ToIntFunction<? super T> rowCount) {
        var text = DmlText.of(statement.operation().getSqlString());
        var tables = catalog.written(statement, text);
        var progress = BulkProgress.of(statement.context().getSession());
        if (progress.step(tables)) {
            return execution.get();
        }
        var bulk = new BulkStatement(text.kind(), statement.source(), statement.parameters());
        return isOfCollections(bulk, tables)
                ? firstOfDelete(statement, new BulkTarget(bulk, tables, Set.of()), execution)
                : around(statement, new BulkTarget(bulk, tables, catalog.touching(tables)), execution, rowCount);
    }

    private <T> T around(
            ExecutedStatement statement, BulkTarget target, Supplier<T> execution, ToIntFunction<? super T> rowCount) {
        var session = statement.context().getSession();
        if (!BulkProgress.of(session).endAnnounced(statement.context())) {
            hooks.before(target, session);
        }
        var result = execution.get();
        hooks.after(target, rowCount.applyAsInt(result));
        return result;
    }

    /** Deleting entities begins with the rows of their collections; the statement on their own table is the last. */
    private boolean isOfCollections(BulkStatement statement, Set<String> tables) {
        return statement.source() == Source.ENTITY
                && statement.kind() == Kind.DELETE
                && !tables.isEmpty()
                && catalog.holdOnlyCollections(tables);
    }

    private <T> T firstOfDelete(ExecutedStatement statement, BulkTarget collections, Supplier<T> execution) {
        var session = statement.context().getSession();
        if (BulkProgress.of(session).announce(statement.context())) {
            hooks.before(withOwners(collections), session);
        }
        return execution.get();
    }

    private BulkTarget withOwners(BulkTarget collections) {
        var tables = new HashSet<>(collections.tables());
        catalog.touching(collections.tables()).forEach(owner -> tables.addAll(owner.tables()));
        return new BulkTarget(collections.statement(), tables, catalog.touching(tables));
    }

    /** Around a statement on several tables, which takes several statements of JDBC or one query. */
    int aroundSteps(BulkTarget target, SharedSessionContractImplementor session, IntSupplier execution) {
        hooks.before(target, session);
        var progress = BulkProgress.of(session);
        var outer = progress.beginSteps();
        Set<String> written;
        int rowCount;
        try {
            rowCount = execution.getAsInt();
        } finally {
            written = progress.endSteps(outer);
        }
        hooks.after(target.writing(written), rowCount);
        return rowCount;
    }

    EntityCatalog catalog() {
        return catalog;
    }
}
