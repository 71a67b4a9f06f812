/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The row a source table is read at, with what has been imported before it to refer to. */
record Row(ResultSet results, Imported imported) {

    int number(String column) throws SQLException {
        return results.getInt(column);
    }

    @Nullable
    Integer numberOrNull(String column) throws SQLException {
        return results.getObject(column, Integer.class);
    }

    String text(String column) throws SQLException {
        return results.getString(column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return results.getString(column);
    }

    BigDecimal amount(String column) throws SQLException {
        return results.getBigDecimal(column);
    }

    LocalDate date(String column) throws SQLException {
        return results.getObject(column, LocalDate.class);
    }

    @Nullable
    LocalDate dateOrNull(String column) throws SQLException {
        return results.getObject(column, LocalDate.class);
    }

    <T> T reference(String column, Class<T> type) throws SQLException {
        return imported.get(type, number(column));
    }

    <T> @Nullable T referenceOrNull(String column, Class<T> type) throws SQLException {
        var id = numberOrNull(column);
        return id == null ? null : imported.get(type, id);
    }
}
