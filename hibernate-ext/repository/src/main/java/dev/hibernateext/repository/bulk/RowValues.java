/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.Arrays;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.AttributeMappingsList;
import org.hibernate.metamodel.mapping.ModelPart.JdbcValueBiConsumer;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** Takes rows apart into the values of their columns, one row after the other. Belongs to one write. */
final class RowValues {

    private static final JdbcValueBiConsumer<RowValues, @Nullable Object> PUT_ID =
            (index, values, nothing, value, column) -> values.put(column, value);

    private static final JdbcValueBiConsumer<RowValues, @Nullable Object> PUT =
            (index, values, nothing, value, column) -> {
                if (column.isInsertable()) {
                    values.put(column, value);
                }
            };

    private final PlainTable table;
    private final AttributeMappingsList attributes;
    private final boolean[] insertable;
    private final @Nullable Object[] values;

    RowValues(PlainTable table) {
        this.table = table;
        this.attributes = table.persister().getAttributeMappings();
        this.insertable = table.persister().getPropertyInsertability();
        this.values = new Object[table.columns().size()];
    }

    /** The values in the order of the table's columns, good until the next row. */
    @Nullable
    Object[] of(Object id, @Nullable Object[] state, SharedSessionContractImplementor session) {
        Arrays.fill(values, null);
        table.persister().getIdentifierMapping().decompose(id, 0, this, null, PUT_ID, session);
        for (var i = 0; i < state.length; i++) {
            AttributeMapping attribute = attributes.get(i);
            if (insertable[i] && !(attribute instanceof PluralAttributeMapping)) {
                attribute.decompose(state[i], 0, this, null, PUT, session);
            }
        }
        return values;
    }

    private void put(SelectableMapping column, @Nullable Object value) {
        var position = value == null ? null : table.position(column.getSelectionExpression());
        if (position != null) {
            values[position] = value;
        }
    }
}
