/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.rule;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.MergeCoordinatorStandard;
import org.hibernate.sql.model.ast.builder.TableUpdateBuilder;

/**
 * Upserts without protected columns, so that an upsert never takes a mark away. It cannot have a restriction: ORM 7.4
 * compares each restricted column of a {@code MERGE} with a value and has no {@code is null} there.
 */
final class RowMergeCoordinator extends MergeCoordinatorStandard {

    RowMergeCoordinator(EntityPersister persister) {
        super(persister, persister.getFactory());
    }

    @Override
    protected boolean isColumnIncludedInSet(SelectableMapping column) {
        return super.isColumnIncludedInSet(column) && !RowRules.protects(entityPersister(), column);
    }

    @Override
    protected void forEachUpdatable(AttributeMapping attribute, TableUpdateBuilder<?> statement) {
        attribute.forEachSelectable((index, column) -> {
            if (!RowRules.protects(entityPersister(), column)) {
                statement.accept(index, column);
            }
        });
    }
}
