/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.QueryParameterImplementor;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.hibernate.query.sqm.tree.expression.SqmLiteral;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.jspecify.annotations.Nullable;

/**
 * A parameter or a literal that a statement writes as a reference. Leans on {@code
 * org.hibernate.query.sqm.internal.DomainParameterXref}, a parameter of the SPI.
 *
 * @param assigned the reference
 * @param expression the parameter or the literal
 */
record ReferenceValue(AssignedReference assigned, SqmExpression<?> expression) {

    /** A parameter of a criteria is translated by way of a wrapper, another one at each place. */
    boolean isOf(SqmParameter<?> parameter) {
        return expression == parameter
                || (parameter instanceof SqmJpaCriteriaParameterWrapper<?> wrapper
                        && wrapper.getJpaCriteriaParameter() == expression);
    }

    /** The value in one execution. */
    @Nullable
    Object in(QueryParameterBindings bindings, DomainParameterXref parameters) {
        return expression instanceof SqmLiteral<?> literal
                ? constant(literal)
                : bindings.getBinding(queryParameter(parameters)).getBindValue();
    }

    private QueryParameterImplementor<?> queryParameter(DomainParameterXref parameters) {
        var parameter = (SqmParameter<?>) expression;
        if (!(parameter instanceof JpaCriteriaParameter<?>)) {
            return parameters.getQueryParameter(parameter);
        }
        return parameters.getQueryParameters().entrySet().stream()
                .filter(known -> known.getValue().stream().anyMatch(this::isOf))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The query does not have the parameter " + parameter))
                .getKey();
    }

    private Object constant(SqmLiteral<?> literal) {
        var identifier = Objects.requireNonNull(assigned.target()).getIdentifierMapping();
        return identifier
                .getSingleJdbcMapping()
                .getMappedJavaType()
                .coerce(Objects.requireNonNull(literal.getLiteralValue()));
    }

    /** In place of a literal: a parameter with its value, which is looked for before it is bound. */
    SessionParameter looked() {
        var value = constant((SqmLiteral<?>) expression);
        var identifier = Objects.requireNonNull(assigned.target()).getIdentifierMapping();
        return new SessionParameter(identifier.getSingleJdbcMapping(), (session, execution) -> {
            look(value, session);
            return value;
        });
    }

    private void look(Object value, SharedSessionContractImplementor session) {
        var rows = OwnRows.of(session);
        assigned.check(value, rows, session);
        rows.forgetIfAlone();
    }
}
