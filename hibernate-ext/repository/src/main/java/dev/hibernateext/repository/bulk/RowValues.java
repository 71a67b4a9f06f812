/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPart.JdbcValueBiConsumer;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Takes rows apart into the values of their columns, one row after the other. Belongs to one write. */
final class RowValues {

    private static final int NOT_INSERTED = -1;

    private static final JdbcValueBiConsumer<RowValues, @Nullable Object> PUT_ID =
            (index, values, nothing, value, column) -> values.put(column, value);

    private static final JdbcValueBiConsumer<RowValues, @Nullable Object> PUT =
            (index, values, nothing, value, column) -> {
                if (column.isInsertable()) {
                    values.put(column, value);
                }
            };

    private final PlainTable table;
    private final ModelPart id;
    private final @Nullable ModelPart[] attributes;
    private final IdentityHashMap<SelectableMapping, Integer> positions = new IdentityHashMap<>();
    private final @Nullable Object[] values;

    RowValues(PlainTable table) {
        this.table = table;
        this.id = table.persister().getIdentifierMapping();
        this.attributes = inserted(table.persister());
        this.values = new Object[table.columns().size()];
    }

    /** In the order of the state; null for what has no column of the table. */
    private static @Nullable ModelPart[] inserted(EntityPersister persister) {
        var insertable = persister.getPropertyInsertability();
        var inserted = new @Nullable ModelPart[insertable.length];
        for (var i = 0; i < inserted.length; i++) {
            var attribute = persister.getAttributeMapping(i);
            inserted[i] = insertable[i] && !(attribute instanceof PluralAttributeMapping) ? attribute : null;
        }
        return inserted;
    }

    /** The values in the order of the table's columns, good until the next row. */
    @Nullable
    Object[] of(Object rowId, @Nullable Object[] state, SharedSessionContractImplementor session) {
        Arrays.fill(values, null);
        id.decompose(rowId, 0, this, null, PUT_ID, session);
        for (var i = 0; i < state.length; i++) {
            var attribute = attributes[i];
            if (attribute != null) {
                attribute.decompose(state[i], 0, this, null, PUT, session);
            }
        }
        return values;
    }

    private void put(SelectableMapping column, @Nullable Object value) {
        if (value == null) {
            return;
        }
        var known = positions.get(column);
        int position = known != null ? known : learn(column);
        if (position != NOT_INSERTED) {
            values[position] = value;
        }
    }

    private Integer learn(SelectableMapping column) {
        var found = table.position(column.getSelectionExpression());
        var position = found == null ? NOT_INSERTED : found;
        positions.put(column, position);
        return position;
    }
}
