/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.UpdateCoordinatorStandard;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilder;

/**
 * Updates any row but no protected column. The constructor of the superclass calls most methods: there are no fields, rules
 * are looked up.
 */
class AllRowsUpdateCoordinator extends UpdateCoordinatorStandard {

    AllRowsUpdateCoordinator(EntityPersister persister) {
        super(persister, persister.getFactory());
    }

    @Override
    protected boolean isColumnIncludedInSet(SelectableMapping column) {
        return super.isColumnIncludedInSet(column) && !RowRules.protects(entityPersister(), column);
    }

    @Override
    protected void forEachUpdatable(AttributeMapping attribute, TableUpdateBuilder<?> statement) {
        attribute.forEachUpdatable((index, column) -> {
            if (!RowRules.protects(entityPersister(), column)) {
                statement.accept(index, column);
            }
        });
    }
}
