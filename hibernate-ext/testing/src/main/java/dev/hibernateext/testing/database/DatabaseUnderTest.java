/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One database on one server, empty when handed out. Safe for use by many threads.
 *
 * @param kind the product
 * @param url what a driver connects to
 * @param user the owner of the database: a superuser on an embedded server, so row-level security needs a role of the
 *     test's own
 * @param password the owner's password; left out of {@link #toString()}
 */
public record DatabaseUnderTest(DatabaseKind kind, String url, String user, String password) {

    /**
     * A connection past everything that records, counts or fails: to look at what a test left in the database.
     *
     * @return a new connection in autocommit mode, to be closed by the caller
     * @throws SQLException if the database does not answer
     * @throws DatabaseUnavailableException if the driver is not on the class path
     */
    public Connection connect() throws SQLException {
        return connect(url);
    }

    /**
     * As {@link #connect()}, with one more driver property in the URL.
     *
     * @param parameter the name the driver knows it by
     * @param value its value, already fit for a URL
     * @return a new connection in autocommit mode, to be closed by the caller
     * @throws SQLException if the database does not answer or refuses the property
     * @throws DatabaseUnavailableException if the driver is not on the class path
     */
    public Connection connectWith(String parameter, String value) throws SQLException {
        return connect(
                kind == DatabaseKind.H2
                        ? url + ";" + parameter + "=" + value
                        : JdbcUrl.parse(url).withParameter(parameter, value).toString());
    }

    DatabaseUnderTest named(String name) {
        return new DatabaseUnderTest(kind, JdbcUrl.parse(url).withDatabase(name).toString(), user, password);
    }

    String name() {
        return JdbcUrl.parse(url).database();
    }

    private Connection connect(String address) throws SQLException {
        if (DriverManager.drivers().noneMatch(driver -> accepts(driver, address))) {
            throw DatabaseUnavailableException.noDriver(kind);
        }
        return DriverManager.getConnection(address, user, password);
    }

    private static boolean accepts(java.sql.Driver driver, String address) {
        try {
            return driver.acceptsURL(address);
        } catch (SQLException refused) {
            return false;
        }
    }

    @Override
    public String toString() {
        return kind + " at " + url;
    }
}
