/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.tree.SqmDmlStatement;

/**
 * An HQL or criteria statement that is about to be executed.
 *
 * @param tree what it does, the additions of this library included: of a soft-deletable entity, a delete is an update
 * @param isDelete whether it was written as a delete
 * @param bindings the values of its parameters
 * @param session that executes it
 */
public record EntityStatement(
        SqmDmlStatement<?> tree,
        boolean isDelete,
        QueryParameterBindings bindings,
        SharedSessionContractImplementor session) {

    /** The entity it names. */
    public String entityName() {
        return tree.getTarget().getEntityName();
    }

    /** The entity it names; never a value. */
    @Override
    public String toString() {
        return "EntityStatement[%s]".formatted(entityName());
    }
}
