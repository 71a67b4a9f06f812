/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.MappedEntity;
import dev.hibernateext.core.change.internal.ChangeBuffer;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import dev.hibernateext.core.change.internal.Listeners;
import dev.hibernateext.core.internal.SessionState;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Captures HQL, criteria and native statements that change rows. One for each factory; safe for use by many threads. */
final class BulkCapture {

    private final ChangeRegistry registry;
    private final EntityCatalog catalog;
    private final StatelessQueryCache queryCache;

    BulkCapture(ChangeRegistry registry, EntityCatalog catalog, StatelessQueryCache queryCache) {
        this.registry = registry;
        this.catalog = catalog;
        this.queryCache = queryCache;
    }

    /** The capture of a session's factory; null if the feature is switched off there. */
    static @Nullable BulkCapture of(SharedSessionContractImplementor session) {
        var factory = SessionState.of(session).factory();
        return factory.isEnabled(Feature.CHANGE)
                ? factory.component(BulkCapture.class, () -> {
                    throw new IllegalStateException("A statement was executed before the factory was complete");
                })
                : null;
    }

    /** A statement was executed and affected as many rows. */
    void executed(ExecutedStatement statement, int rowCount) {
        var session = statement.context().getSession();
        var outdates = queryCache.concerns(session);
        var wanted = registry.listeners() != Listeners.NONE
                && SessionState.of(session).isActive(Feature.CHANGE);
        if (outdates || wanted) {
            var text = DmlText.of(statement.operation().getSqlString());
            var tables = catalog.written(statement, text);
            if (outdates) {
                queryCache.written(session, outdated(statement, tables));
            }
            if (wanted) {
                record(statement, text, new Step(rowCount, tables));
            }
        }
    }

    private Set<String> outdated(ExecutedStatement statement, Set<String> written) {
        if (statement.source() == Source.NATIVE) {
            return NativeTables.of(statement.context().getSession())
                    .of(statement)
                    .tables();
        }
        return written.isEmpty() ? catalog.tables() : written;
    }

    private record Step(int rowCount, Set<String> tables) {}

    private void record(ExecutedStatement statement, DmlText text, Step step) {
        var session = statement.context().getSession();
        var execution = SessionState.of(session).attachment(BulkExecution.class, state -> new BulkExecution());
        execution.enter(statement, text);
        if (step.rowCount() != 0 && !isPreparation(statement, step)) {
            var earlier = execution.soFar();
            var change = execution.with(change(statement, text, step));
            put(change, earlier, session);
        }
    }

    /** The table of ids is filled. */
    private static boolean isPreparation(ExecutedStatement statement, Step step) {
        return statement.source() == Source.ENTITY && step.tables().isEmpty();
    }

    private BulkChange change(ExecutedStatement statement, DmlText text, Step step) {
        var kind = new BulkStatement(text.kind(), statement.source(), statement.parameters());
        return new BulkChange(kind, step.rowCount(), step.tables(), entityNames(step.tables()));
    }

    private Set<String> entityNames(Set<String> tables) {
        return catalog.touching(tables).stream().map(MappedEntity::name).collect(Collectors.toSet());
    }

    private void put(BulkChange change, @Nullable BulkChange earlier, SharedSessionContractImplementor session) {
        var buffer = ChangeBuffer.of(session);
        var replaced = earlier != null && buffer.replaceLast(earlier, change);
        if (!replaced && buffer.listeners().want(change, catalog)) {
            buffer.add(change, session);
        }
    }
}
