/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;

/** The schema or the database of one tenant, which this program creates and may drop again. */
record OwnedPlace(Dialect dialect, TenantDatabases databases, Tenant tenant) {

    void create() throws SQLException {
        if (tenant.placement() instanceof Schema schema) {
            execute(home(), "create " + kindOfSchema() + ' ' + dialect.quote('`' + schema.schema() + '`'));
        } else if (!isMadeByConnecting()) {
            execute(databases.shared(), "create database " + databaseName());
        }
    }

    void drop() throws SQLException {
        if (tenant.placement() instanceof Schema schema) {
            var cascade = dialect instanceof MySQLDialect ? "" : " cascade";
            execute(home(), "drop " + kindOfSchema() + ' ' + dialect.quote('`' + schema.schema() + '`') + cascade);
        } else if (!isMadeByConnecting()) {
            var force = dialect instanceof PostgreSQLDialect ? " with (force)" : "";
            execute(databases.shared(), "drop database " + databaseName() + force);
        }
    }

    private String databaseName() {
        return dialect.quote('`' + tenant.placement().database() + '`');
    }

    /** The pool the schema is created with, since it is of the same database. */
    private DataSource home() {
        return databases.dataSource(tenant.placement());
    }

    private String kindOfSchema() {
        return dialect instanceof MySQLDialect ? "database" : "schema";
    }

    /** H2 creates a database when somebody connects to it. */
    private boolean isMadeByConnecting() {
        return dialect instanceof H2Dialect;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
