/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Kind;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.internal.EntityStatement;
import dev.hibernateext.core.hook.internal.BulkTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Calls hooks around a statement on several tables as a whole, shows it to who watches, and looks for the rows it refers to before.
 *
 * @param delegate executes it
 * @param kind what it does
 * @param entityName the entity it names
 * @param tree what it says
 * @param guard looks for the rows it refers to
 */
record HookedHandler(
        MultiTableHandler delegate, Kind kind, String entityName, SqmDmlStatement<?> tree, ReferenceGuard guard)
        implements MultiTableHandler {

    static MultiTableHandlerBuildResult around(
            MultiTableHandlerBuildResult built,
            SqmDmlStatement<?> statement,
            SqmDmlStatement<?> tree,
            ReferenceGuard guard) {
        var entityName = statement.getTarget().getEntityName();
        var handler = new HookedHandler(built.multiTableHandler(), kind(statement), entityName, tree, guard);
        return new MultiTableHandlerBuildResult(handler, built.firstJdbcParameterBindings());
    }

    private static Kind kind(SqmDmlStatement<?> statement) {
        if (statement instanceof SqmInsertStatement<?>) {
            return Kind.INSERT;
        }
        return statement instanceof SqmDeleteStatement<?> ? Kind.DELETE : Kind.UPDATE;
    }

    @Override
    public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
        return delegate.createJdbcParameterBindings(context);
    }

    @Override
    public boolean dependsOnParameterBindings() {
        return delegate.dependsOnParameterBindings();
    }

    @Override
    public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
        return delegate.isCompatibleWith(bindings, options);
    }

    @Override
    public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        guard.check(context.getSession(), context.getQueryParameterBindings());
        var calls = BulkHookCalls.of(context.getSession());
        return calls == null
                ? watched(bindings, context)
                : calls.aroundSteps(
                        target(calls.catalog(), bindings), context.getSession(), () -> watched(bindings, context));
    }

    private int watched(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
        var session = context.getSession();
        return WatchedStatements.of(session.getFactory())
                .aroundSteps(
                        new EntityStatement(tree, kind == Kind.DELETE, context.getQueryParameterBindings(), session),
                        () -> delegate.execute(bindings, context));
    }

    private BulkTarget target(EntityCatalog catalog, JdbcParameterBindings bindings) {
        var entities = kind == Kind.INSERT ? Set.of(catalog.entity(entityName)) : catalog.withSubclasses(entityName);
        var tables =
                entities.stream().flatMap(entity -> entity.tables().stream()).collect(Collectors.toSet());
        return new BulkTarget(new BulkStatement(kind, Source.ENTITY, values(bindings)), tables, entities);
    }

    private static List<@Nullable Object> values(JdbcParameterBindings bindings) {
        var values = new ArrayList<@Nullable Object>();
        bindings.visitBindings((parameter, binding) -> values.add(binding.getBindValue()));
        return values;
    }
}
