/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.AttributeMappingsList;
import org.hibernate.metamodel.mapping.ModelPart.JdbcValueBiConsumer;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** The rows of one statement, column by column. Belongs to one chunk. */
final class ArrayRows {

    private static final JdbcValueBiConsumer<ArrayRows, @Nullable Object> PUT_ID =
            (index, rows, nothing, value, column) -> rows.put(column, value);

    private static final JdbcValueBiConsumer<ArrayRows, @Nullable Object> PUT =
            (index, rows, nothing, value, column) -> {
                if (column.isInsertable()) {
                    rows.put(column, value);
                }
            };

    private final ArrayTable table;
    private final SharedSessionContractImplementor session;
    private final AttributeMappingsList attributes;
    private final boolean[] insertable;
    private final Object[][] values;
    private int count;
    private @Nullable Object lastTime;
    private Object lastText = "";

    ArrayRows(ArrayTable table, SharedSessionContractImplementor session, int rows) {
        this.table = table;
        this.session = session;
        this.attributes = table.persister().getAttributeMappings();
        this.insertable = table.persister().getPropertyInsertability();
        this.values = new Object[table.columns().size()][];
        for (var i = 0; i < values.length; i++) {
            values[i] = table.columns().get(i).kind().array(rows);
        }
    }

    int count() {
        return count;
    }

    void add(Object id, @Nullable Object[] state) {
        table.persister().getIdentifierMapping().decompose(id, 0, this, null, PUT_ID, session);
        for (var i = 0; i < state.length; i++) {
            AttributeMapping attribute = attributes.get(i);
            if (insertable[i] && !(attribute instanceof PluralAttributeMapping)) {
                attribute.decompose(state[i], 0, this, null, PUT, session);
            }
        }
        count++;
    }

    private void put(SelectableMapping column, @Nullable Object value) {
        var position = value == null ? null : table.position(column.getSelectionExpression());
        if (value != null && position != null) {
            var target = table.columns().get(position);
            values[position][count] = element(target, value);
        }
    }

    /** Stamps of one row are the same time in several columns, and times are what costs most to write. */
    private Object element(ArrayColumn column, Object value) {
        if (column.kind() != ArrayKind.TIMESTAMPTZ) {
            return column.kind().element(column.type(), value, session);
        }
        if (!value.equals(lastTime)) {
            lastText = column.kind().element(column.type(), value, session);
            lastTime = value;
        }
        return lastText;
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            var filled = count == values[i].length ? values[i] : Arrays.copyOf(values[i], count);
            var type = table.columns().get(i).kind().sqlName();
            statement.setArray(i + 1, statement.getConnection().createArrayOf(type, filled));
        }
    }
}
