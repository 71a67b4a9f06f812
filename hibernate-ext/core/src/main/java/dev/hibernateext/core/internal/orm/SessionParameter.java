/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.sqm.sql.internal.DomainResultProducer;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.exec.internal.AbstractJdbcParameter;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.results.graph.DomainResult;
import org.hibernate.sql.results.graph.DomainResultCreationState;
import org.hibernate.sql.results.graph.basic.BasicResult;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC parameter whose value comes from the session at the moment of execution, so that a plan holds for every session.
 * Leans on {@code org.hibernate.sql.exec.internal.AbstractJdbcParameter} and {@code
 * org.hibernate.query.sqm.sql.internal.DomainResultProducer}, which an {@code insert … select} asks of its selections.
 */
class SessionParameter extends AbstractJdbcParameter implements DomainResultProducer<Object> {

    private final Source source;

    SessionParameter(JdbcMapping mapping, Source source) {
        super(mapping);
        this.source = source;
    }

    /** Gives the domain value for one execution. */
    @FunctionalInterface
    interface Source {

        @Nullable
        Object value(SharedSessionContractImplementor session, Object execution);
    }

    @Override
    public void bindParameterValue(
            PreparedStatement statement, int position, JdbcParameterBindings bindings, ExecutionContext context)
            throws SQLException {
        var session = context.getSession();
        var value = getJdbcMapping().convertToRelationalValue(source.value(session, bindings));
        bindParameterValue(getJdbcMapping(), statement, value, position, context);
    }

    @Override
    public DomainResult<Object> createDomainResult(@Nullable String variable, DomainResultCreationState state) {
        var selection = select(state);
        return new BasicResult<>(selection.getValuesArrayPosition(), variable, getJdbcMapping());
    }

    @Override
    public void applySqlSelections(DomainResultCreationState state) {
        select(state);
    }

    private SqlSelection select(DomainResultCreationState state) {
        var creation = state.getSqlAstCreationState();
        return creation.getSqlExpressionResolver()
                .resolveSqlSelection(
                        this,
                        getJdbcMapping().getJdbcJavaType(),
                        null,
                        creation.getCreationContext().getTypeConfiguration());
    }
}
