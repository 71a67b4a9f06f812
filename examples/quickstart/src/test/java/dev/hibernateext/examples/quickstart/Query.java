/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks a database for one number, past Hibernate. */
record Query(Connections connections) {

    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    long number(String query) throws SQLException {
        return amount(query).longValueExact();
    }

    BigDecimal amount(String query) throws SQLException {
        try (var connection = connections.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getBigDecimal(1);
        }
    }
}
