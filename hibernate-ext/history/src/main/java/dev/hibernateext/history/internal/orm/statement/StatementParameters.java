/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.change.internal.EntityStatement;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.QueryParameterImplementor;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SqmSelectionQueryImpl;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.expression.JpaCriteriaParameter;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * The values of the parameters of a statement, for queries made of its parts. Parameters have names or positions, or, in criteria, neither: then
 * a query numbers them. Leans on {@code query/sqm/internal/DomainParameterXref} and {@code SqmSelectionQueryImpl}.
 */
final class StatementParameters {

    private final QueryParameterBindings values;
    private final Map<JpaCriteriaParameter<?>, QueryParameterImplementor<?>> criteria;

    StatementParameters(EntityStatement statement) {
        this.values = statement.bindings();
        this.criteria = criteria(statement.tree());
    }

    private static Map<JpaCriteriaParameter<?>, QueryParameterImplementor<?>> criteria(SqmStatement<?> tree) {
        var numbered = new IdentityHashMap<JpaCriteriaParameter<?>, QueryParameterImplementor<?>>();
        var found = DomainParameterXref.from(tree);
        for (var parameter : found.getParameterResolutions().getSqmParameters()) {
            if (parameter instanceof SqmJpaCriteriaParameterWrapper<?> wrapper) {
                numbered.put(wrapper.getJpaCriteriaParameter(), found.getQueryParameter(parameter));
            }
        }
        return numbered;
    }

    /** Gives a query the values of the parameters it has. */
    void bind(SelectionQuery<?> query, SqmSelectStatement<?> tree) {
        var metadata = query.getParameterMetadata();
        var own = ((SqmSelectionQueryImpl<?>) query).getQueryParameterBindings();
        values.visitBindings((parameter, value) -> {
            var isNumbered = parameter.getName() == null && parameter.getPosition() == null;
            if (!isNumbered && metadata.containsReference(parameter)) {
                copy(value, own.getBinding(value.getQueryParameter()));
            }
        });
        criteria(tree).forEach((parameter, numbered) -> {
            if (!(parameter instanceof ValueBindJpaCriteriaParameter<?>)) {
                copy(values.getBinding(Objects.requireNonNull(criteria.get(parameter))), own.getBinding(numbered));
            }
        });
    }

    private static void copy(QueryParameterBinding<?> value, QueryParameterBinding<?> target) {
        if (!value.isBound()) {
            return;
        }
        if (value.isMultiValued()) {
            target.setBindValues(value.getBindValues());
        } else {
            target.setBindValue(value.getBindValue());
        }
    }

    /** What one parameter is, or null if it is not bound. */
    @Nullable
    Object value(SqmParameter<?> parameter) {
        return binding(parameter).getBindValue();
    }

    private QueryParameterBinding<?> binding(SqmParameter<?> parameter) {
        if (parameter instanceof SqmJpaCriteriaParameterWrapper<?> wrapper) {
            return values.getBinding(Objects.requireNonNull(criteria.get(wrapper.getJpaCriteriaParameter())));
        }
        return parameter.getName() != null
                ? values.getBinding(parameter.getName())
                : values.getBinding(Objects.requireNonNull(parameter.getPosition()));
    }
}
