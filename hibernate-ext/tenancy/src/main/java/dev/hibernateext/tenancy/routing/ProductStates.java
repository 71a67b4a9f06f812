/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

/** Knows how each product switches schemas. */
final class ProductStates {

    private ProductStates() {}

    static TenantConnectionState of(String product) {
        return switch (product) {
            case "H2", "PostgreSQL" -> new SwitchedConnections(SwitchedConnections.SCHEMA);
            case "MariaDB", "MySQL" -> new SwitchedConnections(SwitchedConnections.CATALOG);
            default -> throw TenancyConfigurationException.unknownProduct(product);
        };
    }
}
