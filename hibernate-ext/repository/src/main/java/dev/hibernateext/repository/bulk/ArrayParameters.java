/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The rows of a chunk as one array for each column, the parameters of one statement. */
final class ArrayParameters implements RowTarget {

    private final ArrayBuffer[] arrays;
    private final String insert;

    ArrayParameters(PlainTable table) {
        this.arrays = table.columns().stream().map(ArrayBuffer::new).toArray(ArrayBuffer[]::new);
        this.insert = table.insert();
    }

    @Override
    public void begin(int rows) {
        for (var array : arrays) {
            array.begin(rows);
        }
    }

    @Override
    public void add(@Nullable Object[] values, SharedSessionContractImplementor session) {
        for (var i = 0; i < arrays.length; i++) {
            arrays[i].add(values[i], session);
        }
    }

    @Override
    public long insert(SharedSessionContractImplementor session) {
        return ArrayStatement.of(insert, session).executeUpdate(this);
    }

    void bind(PreparedStatement statement) throws SQLException {
        var connection = statement.getConnection();
        for (var i = 0; i < arrays.length; i++) {
            statement.setArray(i + 1, arrays[i].array(connection));
        }
    }
}
