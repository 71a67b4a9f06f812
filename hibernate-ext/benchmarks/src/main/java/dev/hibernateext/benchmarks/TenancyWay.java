/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** How a transaction is for a tenant that reads one row by its id. */
enum TenancyWay {
    /** Not at all: the statement names the tenant. */
    PREDICATE("tenant in the statement"),
    /** By a setting in a statement of its own. */
    OWN_STATEMENT("a statement of its own"),
    /** In a schema, by the library. */
    SCHEMA("schema, carried"),
    /** Among the rows of others, by the library. */
    ROWS("row-level security, carried");

    private final String title;

    TenancyWay(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isPastPolicies() {
        return this == PREDICATE || this == OWN_STATEMENT;
    }

    void transaction(TenancyMeter meter, Connection connection) throws SQLException {
        switch (this) {
            case PREDICATE -> TenancyMeter.inTransaction(connection, TenancyWay::findOfTenant);
            case OWN_STATEMENT -> TenancyMeter.inTransaction(connection, TenancyWay::setAndFind);
            case SCHEMA -> meter.serve(connection, true, TenancyWay::find);
            case ROWS -> meter.serve(connection, false, TenancyWay::find);
        }
    }

    private static void setAndFind(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
            statement.setString(1, "t7");
            statement.execute();
        }
        findOfTenant(connection);
    }

    private static void findOfTenant(Connection connection) throws SQLException {
        read(connection, "select id, name from tenant_track where id = ? and tenant = 't7'");
    }

    private static void find(Connection connection) throws SQLException {
        read(connection, "select id, name from tenant_track where id = ?");
    }

    private static void read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 7);
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("The row is not there.");
                }
            }
        }
    }
}
