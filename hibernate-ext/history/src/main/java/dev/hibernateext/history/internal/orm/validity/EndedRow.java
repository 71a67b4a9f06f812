/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * One row that ends.
 *
 * @param group those of the same statement
 * @param key the values of the columns it is found by
 */
record EndedRow(Group group, List<Object> key) {

    /**
     * What a statement ends.
     *
     * @param rows of which table
     * @param columns they are found by
     * @param mappings of the columns
     * @param nulls columns that are null
     */
    record Group(EndedRows rows, List<String> columns, List<JdbcMapping> mappings, List<String> nulls) {}

    static EndedRow of(EndedRows rows, List<ColumnValue> found) {
        var columns = new ArrayList<String>();
        var mappings = new ArrayList<JdbcMapping>();
        var nulls = new ArrayList<String>();
        var key = new ArrayList<Object>();
        for (var column : found) {
            if (column.value() == null) {
                nulls.add(column.column());
            } else {
                columns.add(column.column());
                mappings.add(column.mapping());
                key.add(column.value());
            }
        }
        return new EndedRow(new Group(rows, columns, mappings, nulls), key);
    }
}
