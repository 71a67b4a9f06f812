/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.tenant.internal.AllTenants;
import dev.hibernateext.tenancy.audit.TenancyEvent;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The way to sessions that see all tenants. For {@link dev.hibernateext.tenancy.admin.TenantAdmin}. */
public final class AllTenantsRoute {

    private final SessionFactory factory;
    private final TenantConnections connections;
    private final AuditTrail audit;

    private AllTenantsRoute(SessionFactory factory, TenantConnections connections, AuditTrail audit) {
        this.factory = factory;
        this.connections = connections;
        this.audit = audit;
    }

    /**
     * The way into a factory.
     *
     * @param factory with tenants
     * @return the way
     * @throws TenancyConfigurationException if the factory has no tenants, or no audit
     */
    public static AllTenantsRoute of(SessionFactory factory) {
        var connections = TenantConnections.of(factory.unwrap(SessionFactoryImplementor.class));
        if (connections == null) {
            throw TenancyConfigurationException.withoutCatalog();
        }
        return new AllTenantsRoute(factory, connections, connections.audit());
    }

    /**
     * Writes down what happens.
     *
     * @param event what
     */
    public void audit(TenancyEvent event) {
        audit.record(event);
    }

    /**
     * The time of the audit.
     *
     * @return by the factory's clock
     */
    public Instant now() {
        return audit.now();
    }

    /**
     * The tenants of the factory.
     *
     * @return as it was configured
     */
    public TenantCatalog catalog() {
        return connections.catalog();
    }

    /**
     * Whether nothing keeps some entities apart where tenants have rows in common tables.
     *
     * @return true only where this is permitted, for tenants in schemas and databases
     */
    public boolean mixesRows() {
        return connections.mixesRows();
    }

    /**
     * Opens the way for one piece of work on one database.
     *
     * @param place region and database
     * @return to be closed
     */
    public Pass open(TenantPlacement place) {
        return admitted(place);
    }

    /**
     * Opens the way for one piece of work. Its key is random and known to the connections only until it is closed, so nobody can
     * enter by naming one.
     *
     * @return to be closed
     */
    public Pass open() {
        return admitted(null);
    }

    private Pass admitted(@Nullable TenantPlacement place) {
        var pass = new Pass(new TenantKey(":all:" + UUID.randomUUID()), place);
        connections.common().admit(pass);
        return pass;
    }

    /** The right to see all tenants, until it is closed. */
    public final class Pass implements AutoCloseable {

        private final TenantKey tenant;
        private final @Nullable TenantPlacement place;
        private final Thread owner = Thread.currentThread();
        private volatile boolean opening;
        private volatile @Nullable Session opened;

        private Pass(TenantKey tenant, @Nullable TenantPlacement place) {
            this.tenant = tenant;
            this.place = place;
        }

        @Nullable
        TenantPlacement place() {
            return place;
        }

        /**
         * What is in force meanwhile.
         *
         * @return a key of no tenant
         */
        public TenantKey tenant() {
            return tenant;
        }

        /**
         * Opens a session.
         *
         * @return to be closed
         */
        public Session openSession() {
            return opened(() -> AllTenants.of(factory).open(tenant.value()));
        }

        /**
         * Opens a session whose statements are restricted to a tenant, and fail unless they are told to which.
         *
         * @return to be closed; without caches
         */
        public Session openRestrictedSession() {
            return opened(() -> {
                Object identifier = tenant.value();
                var session = factory.withOptions().tenantIdentifier(identifier).openSession();
                session.setCacheMode(CacheMode.IGNORE);
                return session;
            });
        }

        private Session opened(Supplier<Session> opener) {
            opening = true;
            try {
                var session = opener.get();
                opened = session;
                return session;
            } finally {
                opening = false;
            }
        }

        /** Whether a session is the one being opened, or shares the transaction of the one that was. */
        boolean admits(SharedSessionContractImplementor session) {
            if (opening) {
                return Thread.currentThread() == owner;
            }
            return opened instanceof SharedSessionContractImplementor own
                    && own.getJdbcCoordinator() == session.getJdbcCoordinator();
        }

        @Override
        public void close() {
            connections.common().dismiss(this);
        }
    }
}
