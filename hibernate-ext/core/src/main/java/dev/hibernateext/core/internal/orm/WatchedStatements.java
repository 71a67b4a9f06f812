/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.EntityStatement;
import dev.hibernateext.core.change.internal.StatementWatch;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.SessionState;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link StatementWatch} of statements. What a statement says is known when it is translated, and that it runs when it is
 * executed; its query has the same options both times. One for each factory; safe for many threads.
 */
final class WatchedStatements {

    private final @Nullable StatementWatch watch;

    /** By the identity of the options, which do not override equals, and by entity: a query of a superclass has several statements. */
    private final Map<QueryOptions, Map<String, Translated>> translated =
            Collections.synchronizedMap(new WeakHashMap<>());

    private record Translated(SqmDmlStatement<?> tree, boolean isDelete) {

        EntityStatement in(ExecutionContext context) {
            return new EntityStatement(tree, isDelete, context.getQueryParameterBindings(), context.getSession());
        }
    }

    private WatchedStatements(@Nullable StatementWatch watch) {
        this.watch = watch;
    }

    static WatchedStatements of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(WatchedStatements.class, () -> new WatchedStatements(watch(factory)));
    }

    private static @Nullable StatementWatch watch(SessionFactoryImplementor factory) {
        var services = factory.getServiceRegistry();
        return services.locateServiceBinding(StatementWatch.class) == null
                ? null
                : services.getService(StatementWatch.class);
    }

    /** A statement of a query is being translated to what it was rewritten to. */
    void translated(SqmDmlStatement<?> statement, SqmDmlStatement<?> rewritten, QueryOptions options) {
        if (watch != null) {
            translated
                    .computeIfAbsent(options, key -> new ConcurrentHashMap<>())
                    .put(
                            statement.getTarget().getEntityName(),
                            new Translated(rewritten, statement instanceof SqmDeleteStatement<?>));
        }
    }

    /** Executes a statement of JDBC that may be one of a query, or the first of those its delete takes. */
    int around(ExecutedStatement statement, IntSupplier execution) {
        var session = statement.context().getSession();
        if (watch == null || WatchProgress.of(session).isInside()) {
            return execution.getAsInt();
        }
        if (statement.source() == Source.NATIVE) {
            beforeNative(statement);
            return execution.getAsInt();
        }
        return aroundOwn(statement, execution);
    }

    /** Shows a native statement that writes. */
    void beforeNative(ExecutedStatement statement) {
        if (watch != null) {
            var tables = new HashSet<>(statement.operation().getAffectedTableNames());
            tables.addAll(DmlText.of(statement.operation().getSqlString()).tables());
            watch.beforeNative(tables, statement.context().getSession());
        }
    }

    private int aroundOwn(ExecutedStatement statement, IntSupplier execution) {
        var progress = WatchProgress.of(statement.context().getSession());
        var found = find(statement.context(), statement.operation().getAffectedTableNames());
        if (found == null) {
            progress.announce(statement.context(), after(statement.context()));
            return execution.getAsInt();
        }
        var announced = progress.take(statement.context());
        var after = announced == null ? before(found.in(statement.context())) : announced;
        var rowCount = execution.getAsInt();
        after.accept(rowCount);
        return rowCount;
    }

    /** The rows of collections go first: whose they are can be read only now. */
    private @Nullable IntConsumer after(ExecutionContext context) {
        var trees = translated.getOrDefault(context.getQueryOptions(), Map.of());
        var progress = WatchProgress.of(context.getSession());
        return trees.size() != 1 || progress.isAnnounced(context)
                ? null
                : before(trees.values().iterator().next().in(context));
    }

    private @Nullable Translated find(ExecutionContext context, Set<String> tables) {
        var metamodel = context.getSession().getFactory().getMappingMetamodel();
        for (var tree :
                translated.getOrDefault(context.getQueryOptions(), Map.of()).values()) {
            var persister =
                    metamodel.getEntityDescriptor(tree.tree().getTarget().getEntityName());
            if (tables.contains(persister.getMappedTableDetails().getTableName())) {
                return tree;
            }
        }
        return null;
    }

    private IntConsumer before(EntityStatement statement) {
        return watch != null && watch.concerns(statement.entityName(), statement.session())
                ? watch.before(statement)
                : rowCount -> {};
    }

    /** Executes a statement on several tables. */
    int aroundSteps(EntityStatement statement, IntSupplier execution) {
        if (watch == null) {
            return execution.getAsInt();
        }
        var after = before(statement);
        var progress = WatchProgress.of(statement.session());
        var outer = progress.enter();
        int rowCount;
        try {
            rowCount = execution.getAsInt();
        } finally {
            progress.leave(outer);
        }
        after.accept(rowCount);
        return rowCount;
    }

    /** Where a session is in a statement that takes several statements of JDBC. */
    private static final class WatchProgress {

        private boolean inside;
        private @Nullable ExecutionContext announced;
        private @Nullable IntConsumer after;

        static WatchProgress of(SharedSessionContractImplementor session) {
            return SessionState.of(session).attachment(WatchProgress.class, state -> new WatchProgress());
        }

        boolean isInside() {
            return inside;
        }

        boolean enter() {
            var outer = inside;
            inside = true;
            return outer;
        }

        void leave(boolean outer) {
            inside = outer;
        }

        boolean isAnnounced(ExecutionContext execution) {
            return announced == execution;
        }

        void announce(ExecutionContext execution, @Nullable IntConsumer consequence) {
            if (consequence != null) {
                announced = execution;
                after = consequence;
            }
        }

        @Nullable
        IntConsumer take(ExecutionContext execution) {
            var taken = announced == execution ? after : null;
            announced = null;
            after = null;
            return taken;
        }
    }
}
