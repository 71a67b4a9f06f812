/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.foreign;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a database is reached, as it is handed to another JVM. */
record DatabaseAddress(String url, String user, String password) {

    /** A database in the memory of the JVM that connects. {@code value} is a column name in the Keycloak model. */
    static DatabaseAddress h2(String name) {
        return new DatabaseAddress("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE", "sa", "");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
