/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * An array of one dimension in the binary format that PostgreSQL's {@code array_recv} reads: dimensions, whether there are NULLs, type, size, index of the first,
 * and the elements.
 */
final class ArrayBuffer {

    private static final int HAS_NULLS_AT = Integer.BYTES;
    private static final int SIZE_AT = 3 * Integer.BYTES;

    private final PlainColumn column;
    private final WireBuffer bytes = new WireBuffer();
    private int size;

    ArrayBuffer(PlainColumn column) {
        this.column = column;
        begin(0);
    }

    /** Forgets the last array, and takes at most so many values next. */
    void begin(int values) {
        size = 0;
        bytes.clear();
        bytes.expect(values, 1);
        bytes.putInt(1);
        bytes.putInt(0);
        bytes.putInt(column.kind().oid());
        bytes.putInt(0);
        bytes.putInt(1);
    }

    void add(@Nullable Object value, SharedSessionContractImplementor session) {
        column.put(bytes, value, session);
        if (value == null) {
            bytes.setInt(HAS_NULLS_AT, 1);
        }
        size++;
    }

    Array array(Connection connection) throws SQLException {
        bytes.setInt(SIZE_AT, size);
        return PostgresqlDriver.array(connection, column.kind().arrayOid(), bytes.copy());
    }
}
