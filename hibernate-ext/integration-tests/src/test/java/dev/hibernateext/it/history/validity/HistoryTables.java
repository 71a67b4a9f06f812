/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history.validity;

import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The rows of all tables of histories as text, numbers of revisions counted from the first one. */
final class HistoryTables {

    private HistoryTables() {}

    static Map<String, List<String>> read(DatabaseUnderTest database) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        try (var connection = database.connect()) {
            for (var name : names(connection)) {
                tables.put(name.toLowerCase(Locale.ROOT), rows(connection, name, firstRevision(connection)));
            }
        }
        return tables;
    }

    private static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var found = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (found.next()) {
                var name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                // temporary tables of Hibernate begin with ht_ or hte_
                if (name.endsWith("_aud") && !name.startsWith("ht")) {
                    names.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    private static long firstRevision(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select min(REV) from REVINFO")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static List<String> rows(Connection connection, String table, long first) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select * from " + table)) {
            while (found.next()) {
                rows.add(row(found, first).toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static Map<String, String> row(ResultSet found, long first) throws SQLException {
        var row = new TreeMap<String, String>();
        var columns = found.getMetaData();
        for (var i = 1; i <= columns.getColumnCount(); i++) {
            var name = columns.getColumnName(i).toLowerCase(Locale.ROOT);
            var isRevision = name.equals("rev") || name.equals("revend");
            var value = found.getObject(i);
            row.put(name, isRevision && value != null ? "#" + (found.getLong(i) - first) : String.valueOf(value));
        }
        return row;
    }
}
