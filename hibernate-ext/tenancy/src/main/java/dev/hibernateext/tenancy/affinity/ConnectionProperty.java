/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.sql.Connection;
import java.sql.SQLException;

/** What a borrower may set on a connection, and a pool would set back. */
enum ConnectionProperty {
    AUTO_COMMIT(Connection::getAutoCommit, (connection, value) -> connection.setAutoCommit((Boolean) value)),
    READ_ONLY(Connection::isReadOnly, (connection, value) -> connection.setReadOnly((Boolean) value)),
    ISOLATION(
            Connection::getTransactionIsolation,
            (connection, value) -> connection.setTransactionIsolation((Integer) value)),
    HOLDABILITY(Connection::getHoldability, (connection, value) -> connection.setHoldability((Integer) value)),
    SCHEMA(Connection::getSchema, (connection, value) -> connection.setSchema((String) value)),
    CATALOG(Connection::getCatalog, (connection, value) -> connection.setCatalog((String) value)),
    NETWORK_TIMEOUT(
            Connection::getNetworkTimeout,
            (connection, value) -> connection.setNetworkTimeout(Runnable::run, (Integer) value));

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Reading reading;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Writing writing;

    private interface Reading {
        Object of(Connection connection) throws SQLException;
    }

    private interface Writing {
        void to(Connection connection, Object value) throws SQLException;
    }

    ConnectionProperty(Reading reading, Writing writing) {
        this.reading = reading;
        this.writing = writing;
    }

    Object read(Connection connection) throws SQLException {
        return reading.of(connection);
    }

    void write(Connection connection, Object value) throws SQLException {
        writing.to(connection, value);
    }
}
