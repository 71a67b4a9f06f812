/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.postgresql.PostgresqlTenantState;

/** Knows how each product switches schemas. */
final class ProductStates {

    private ProductStates() {}

    static TenantConnectionState postgresql() {
        return PostgresqlTenantState.create();
    }

    static TenantConnectionState of(String product) {
        return switch (product) {
            case "H2" -> new SwitchedConnections(SwitchedConnections.SCHEMA);
            case "MariaDB", "MySQL" -> new SwitchedConnections(SwitchedConnections.CATALOG);
            case "PostgreSQL" -> postgresql();
            default -> throw TenancyConfigurationException.unknownProduct(product);
        };
    }
}
