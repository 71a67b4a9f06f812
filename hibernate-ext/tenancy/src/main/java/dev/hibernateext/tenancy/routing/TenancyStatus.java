/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What all that stands before the databases of tenants is doing: for dashboards, health checks and metrics, which need not know of what
 * the databases are composed. Each status is of one moment, not all of the same.
 *
 * @param databases from the outermost to the pools, each in its own order
 */
public record TenancyStatus(List<DatabasesStatus> databases) {

    /** Copies the list. */
    public TenancyStatus {
        databases = List.copyOf(databases);
    }

    /**
     * Asks the databases of a factory. Takes no connection; for any thread.
     *
     * @param factory with tenants
     * @return empty if nothing that stands before its databases tells anything
     * @throws TenancyConfigurationException if the factory has no tenants
     */
    public static TenancyStatus of(SessionFactory factory) {
        var connections = TenantConnections.of(factory.unwrap(SessionFactoryImplementor.class));
        if (connections == null) {
            throw TenancyConfigurationException.withoutCatalog();
        }
        return new TenancyStatus(connections.databases().statuses());
    }

    /**
     * What is of one type.
     *
     * @param type such as that of admission
     * @param <S> the type
     * @return in the same order; may be empty
     */
    public <S extends DatabasesStatus> List<S> of(Class<S> type) {
        return databases.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
