/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.sql.SQLException;

/**
 * A table of the original database and the entity its rows become.
 *
 * @param name the table's name
 * @param entity what a row becomes
 * @param reader makes the entity of a row
 */
record SourceTable(String name, Class<?> entity, RowReader reader) {

    /** Makes an entity of a row. */
    @FunctionalInterface
    interface RowReader {
        Object read(Row row) throws SQLException;
    }
}
