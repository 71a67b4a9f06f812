/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rows of tables as texts, read by JDBC. Two rows have the same text if the database shows the same values. */
record TableRows(List<String> rows) {

    static TableRows read(Connection connection, Collection<String> tables) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var result = statement.executeQuery("select * from " + table + " t")) {
                    while (result.next()) {
                        rows.add(table + row(result));
                    }
                }
            }
        }
        return new TableRows(rows);
    }

    private static String row(ResultSet result) throws SQLException {
        var columns = result.getMetaData().getColumnCount();
        var values = new ArrayList<String>();
        for (var column = 1; column <= columns; column++) {
            values.add(result.getString(column));
        }
        return values.toString();
    }

    TableRows without(TableRows others) {
        var rest = new ArrayList<>(rows);
        others.rows.forEach(rest::remove);
        return new TableRows(rest);
    }

    boolean containsAll(TableRows others) {
        return others.without(this).rows.isEmpty();
    }

    boolean containsAny(TableRows others) {
        return others.rows.stream().anyMatch(rows::contains);
    }
}
