/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.sql.model.MutationOperation;
import org.hibernate.sql.model.ast.builder.AbstractTableUpdateBuilder;

/** Updates rows the session can see: a row that was deleted in the meantime is stale, versioned or not. */
final class GuardedUpdateCoordinator extends AllRowsUpdateCoordinator {

    GuardedUpdateCoordinator(EntityPersister persister) {
        super(persister);
    }

    @Override
    protected <O extends MutationOperation> AbstractTableUpdateBuilder<O> newTableUpdateBuilder(
            EntityTableMapping table) {
        AbstractTableUpdateBuilder<O> statement = super.newTableUpdateBuilder(table);
        if (table.isIdentifierTable()) {
            RowRules.restrict(entityPersister(), statement);
        }
        return statement;
    }
}
