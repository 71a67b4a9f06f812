/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.domain.SqmEntityValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPluralValuedSimplePath;
import org.hibernate.query.sqm.tree.expression.SqmAggregateFunction;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmOver;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmEntityJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/** What is in a query: whether it selects entities, aggregates rows, or looks at them through windows. */
final class QueryTraits extends BaseSemanticQueryWalker {

    private boolean selecting;
    private boolean entities;
    private boolean aggregates;
    private boolean windows;

    private QueryTraits() {}

    static QueryTraits of(SqmSelectStatement<?> statement) {
        var traits = new QueryTraits();
        if (statement.getQueryPart() instanceof SqmQuerySpec<?> block
                && statement.getCteStatements().isEmpty()) {
            traits.entities = block.getSelectClause().getSelections().isEmpty();
            traits.selecting = true;
            traits.visitSelectClause(block.getSelectClause());
            traits.selecting = false;
            traits.visitHavingClause(block.getHavingClausePredicate());
            traits.visitOrderByClause(block.getOrderByClause());
        }
        return traits;
    }

    boolean selectsEntities() {
        return entities;
    }

    boolean isAggregated() {
        return aggregates;
    }

    boolean hasWindows() {
        return windows;
    }

    @Override
    public Object visitRootPath(SqmRoot<?> root) {
        return entity(root);
    }

    @Override
    public Object visitQualifiedAttributeJoin(SqmAttributeJoin<?, ?> join) {
        return entity(join);
    }

    @Override
    public Object visitQualifiedEntityJoin(SqmEntityJoin<?, ?> join) {
        return entity(join);
    }

    @Override
    public Object visitEntityValuedPath(SqmEntityValuedSimplePath<?> path) {
        return entity(path);
    }

    @Override
    public Object visitPluralValuedPath(SqmPluralValuedSimplePath<?> path) {
        return entity(path);
    }

    private Object entity(Object path) {
        entities |= selecting;
        return path;
    }

    /** An entity that is counted is not selected. */
    @Override
    public Object visitFunction(SqmFunction<?> function) {
        aggregates |= function instanceof SqmAggregateFunction<?>;
        var within = selecting;
        selecting = false;
        super.visitFunction(function);
        selecting = within;
        return function;
    }

    @Override
    public Object visitOver(SqmOver<?> over) {
        windows = true;
        return over;
    }
}
