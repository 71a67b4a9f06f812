/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Switches the schema of a connection through JDBC, and back before it returns to its pool. */
final class SwitchedConnections implements TenantConnectionState {

    /** A schema as H2 has it. */
    static final Namespace SCHEMA = new Namespace(Connection::getSchema, Connection::setSchema);

    /** A schema as MariaDB and MySQL have it, where JDBC calls it a catalog. */
    static final Namespace CATALOG = new Namespace(Connection::getCatalog, Connection::setCatalog);

    private final Namespace namespace;

    /** Where connections now in a tenant's schema came from; pools give connections that are equal to themselves only. */
    private final Map<Connection, String> homes = new ConcurrentHashMap<>();

    SwitchedConnections(Namespace namespace) {
        this.namespace = namespace;
    }

    record Namespace(Reading reading, Writing writing) {

        interface Reading {
            String of(Connection connection) throws SQLException;
        }

        interface Writing {
            void to(Connection connection, String name) throws SQLException;
        }
    }

    @Override
    public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
        if (tenant.placement() instanceof Schema place) {
            var home = namespace.reading().of(pooled);
            namespace.writing().to(pooled, place.schema());
            homes.put(pooled, home);
        }
        return pooled;
    }

    @Override
    public Connection leave(Connection entered) throws SQLException {
        var home = homes.remove(entered);
        if (home != null) {
            namespace.writing().to(entered, home);
        }
        return entered;
    }
}
