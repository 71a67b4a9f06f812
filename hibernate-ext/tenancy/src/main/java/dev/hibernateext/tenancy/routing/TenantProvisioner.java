/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Database;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.tool.schema.Action;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;

/**
 * Makes the place of a new tenant: its schema or database, and the tables of all entities that are not shared. Call it before
 * the tenant is added to the catalog. Nothing is left of a place that could not be completed.
 */
public final class TenantProvisioner {

    private final SessionFactoryImplementor factory;
    private final TenantConnections connections;
    private final TenantDatabases databases;

    private TenantProvisioner(
            SessionFactoryImplementor factory, TenantConnections connections, TenantDatabases databases) {
        this.factory = factory;
        this.connections = connections;
        this.databases = databases;
    }

    /**
     * For the tenants of a session factory, with the connections it has itself.
     *
     * @param factory whose entities get tables
     * @return the provisioner
     * @throws TenancyConfigurationException if the factory has no tenants
     */
    public static TenantProvisioner of(SessionFactory factory) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        var connections = TenantConnections.of(implementor);
        if (connections == null) {
            throw TenancyConfigurationException.withoutCatalog();
        }
        return new TenantProvisioner(implementor, connections, connections.databases());
    }

    /**
     * This provisioner with connections of a role that may create what the application's may not.
     *
     * @param owner connections to the same databases
     * @return another provisioner
     */
    public TenantProvisioner with(TenantDatabases owner) {
        return new TenantProvisioner(factory, connections, owner);
    }

    /**
     * Creates schema or database and tables. Tenants that live in rows need nothing.
     *
     * @param tenant where it is going to live
     * @throws TenantProvisioningException if the place exists already, or the database refuses
     */
    public void create(Tenant tenant) {
        if (tenant.placement() instanceof Rows) {
            return;
        }
        var place = new OwnedPlace(factory.getJdbcServices().getDialect(), databases, tenant);
        try {
            place.create();
        } catch (SQLException e) {
            throw TenantProvisioningException.of(tenant, e);
        }
        try {
            createTables(tenant);
        } catch (SQLException | RuntimeException e) {
            var error = TenantProvisioningException.of(tenant, e);
            forget(tenant, error);
            throw undone(place, error);
        }
    }

    /** A database of its own had a pool for its tables, whose connections would outlive it. */
    private void forget(Tenant tenant, TenantProvisioningException error) {
        if (tenant.placement() instanceof Database place) {
            try {
                connections.databases().evict(place);
                databases.evict(place);
            } catch (DatabaseCloseException e) {
                error.addSuppressed(e);
            }
        }
    }

    private static TenantProvisioningException undone(OwnedPlace place, TenantProvisioningException error) {
        try {
            place.drop();
        } catch (SQLException e) {
            error.addSuppressed(e);
        }
        return error;
    }

    private void createTables(Tenant tenant) throws SQLException {
        var connection = connections.entered(tenant);
        try {
            export(connection, tenant);
        } finally {
            connections.leave(connection);
        }
    }

    private void export(Connection connection, Tenant tenant) {
        var metadata = connections.metadata();
        if (tenant.placement() instanceof Schema) {
            OwnSchemaFilter.requireSchemaOfShared(metadata);
        }
        var settings = new HashMap<>(factory.getProperties());
        settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_CREATE_SCHEMAS, tenant.placement() instanceof Database);
        settings.put(JdbcSettings.JAKARTA_HBM2DDL_CONNECTION, connection);
        if (tenant.placement() instanceof Schema) {
            settings.put(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, new OwnSchemaFilter());
        }
        create(metadata, settings);
    }

    /** Hibernate would go on after a table that cannot be created, unless the factory's own settings say otherwise. */
    private void create(Metadata metadata, Map<String, Object> settings) {
        var registry = factory.getServiceRegistry();
        SchemaManagementToolCoordinator.performDatabaseAction(
                Action.CREATE_ONLY,
                metadata,
                registry.requireService(SchemaManagementTool.class),
                registry,
                SchemaManagementToolCoordinator.buildExecutionOptions(settings, failure -> {
                    throw failure;
                }),
                ContributableMatcher.ALL);
    }
}
