/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.sql.Connection;
import java.time.Instant;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The way to the statements of tenants. For the isolation audit. */
public final class StatementRoute {

    private final TenantConnections connections;

    private StatementRoute(TenantConnections connections) {
        this.connections = connections;
    }

    /** Looks at the sessions and connections of tenants. */
    public interface Watch {

        /**
         * A session opens.
         *
         * @param session of a tenant
         */
        void opens(SharedSessionContractImplementor session);

        /**
         * Puts something around a connection.
         *
         * @param connection in the state of a tenant
         * @param tenant of whose session
         * @return what the session gets
         */
        Connection watched(Connection connection, TenantKey tenant);

        /**
         * Takes off what was put around a connection.
         *
         * @param connection what the session got
         * @return the connection within
         */
        Connection unwatched(Connection connection);
    }

    /**
     * The way into a factory.
     *
     * @param factory perhaps with tenants
     * @return the way, or null if it has none
     */
    public static @Nullable StatementRoute of(SessionFactoryImplementor factory) {
        var connections = TenantConnections.of(factory);
        return connections == null ? null : new StatementRoute(connections);
    }

    /**
     * Shows what is opened from now on.
     *
     * @param watch looks at it
     */
    public void show(Watch watch) {
        connections.show(watch);
    }

    /**
     * Where the rows of a session's tenant are.
     *
     * @param tenant of the session
     * @return its place, or null in a scope without a tenant
     */
    public @Nullable TenantPlacement placement(TenantKey tenant) {
        return connections.common().includes(tenant)
                ? null
                : connections.require(tenant).placement();
    }

    /**
     * Whether a session sees the rows of all tenants.
     *
     * @param tenant of the session
     * @return true for work of administrators
     */
    public boolean seesAll(TenantKey tenant) {
        return connections.common().includes(tenant) && !Tenants.isShared(tenant);
    }

    /**
     * Writes down what happens, if the factory has an audit.
     *
     * @param event what
     */
    public void audit(TenancyEvent event) {
        connections.trail().recordIfAny(event);
    }

    /**
     * The time of the audit.
     *
     * @return by the factory's clock
     */
    public Instant now() {
        return connections.trail().now();
    }
}
