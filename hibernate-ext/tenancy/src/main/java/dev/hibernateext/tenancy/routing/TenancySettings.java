/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

/** The settings of a persistence unit with tenants. */
public final class TenancySettings {

    /**
     * Who the tenants are: a {@link dev.hibernateext.tenancy.catalog.TenantCatalog}. With it, every session belongs to the
     * tenant in force, and connections are taken through the tenants.
     *
     * @settingDefault none; the factory has no tenants
     */
    public static final String CATALOG = "hibernate.ext.tenancy.catalog";

    /**
     * Where they live: a {@link TenantDatabases}.
     *
     * @settingDefault the data source of the persistence unit, as the database {@code main}
     */
    public static final String DATABASES = "hibernate.ext.tenancy.databases";

    /**
     * How a connection is brought into the state of a tenant: a {@link
     * dev.hibernateext.tenancy.connection.TenantConnectionState}.
     *
     * @settingDefault what suits the product of the first database
     */
    public static final String CONNECTION_STATE = "hibernate.ext.tenancy.connection_state";

    /**
     * Whether a factory starts only if each entity has a {@link org.hibernate.annotations.TenantId} or is declared {@link
     * dev.hibernateext.mixins.SharedAmongTenants}. Without it, tenants that live in rows are refused connections if an entity
     * has neither.
     *
     * @settingDefault true
     */
    public static final String STRICT = "hibernate.ext.tenancy.strict";

    /**
     * Where work across tenants is written down: a {@link dev.hibernateext.tenancy.audit.TenancyAudit}. Without one, nobody can
     * work across tenants.
     *
     * @settingDefault none
     */
    public static final String AUDIT = "hibernate.ext.tenancy.audit";

    /**
     * Whether a pooler stands before PostgreSQL: {@code detect}, {@code transaction} or {@code session}. With {@code detect}, one
     * connection is looked at when the factory starts, and the first one of each other pool when a tenant takes it, for two round
     * trips. If there is a pooler, the factory starts, and the tenant gets its connection, only with a
     * {@link #CONNECTION_STATE} that {@linkplain dev.hibernateext.tenancy.connection.TenantConnectionState#endsWithTransaction ends
     * with the transaction}, and with the driver's {@code prepareThreshold=0}. Set it to {@code transaction} for a pooler that follows
     * prepared statements, as PgBouncer does since 1.21 with {@code max_prepared_statements}, and to {@code session} for one that
     * keeps a connection for each client: nothing is looked at then.
     *
     * @settingDefault detect
     */
    public static final String POOLER = "hibernate.ext.tenancy.pooler";

    /**
     * Whether a factory starts with {@code hibernate.enable_lazy_load_no_trans}. A load without a session asks the tenant that
     * is in force then, and completes an instance of one tenant with what another has under the same identifier.
     *
     * @settingDefault false
     */
    public static final String LOADS_WITHOUT_SESSION = "hibernate.ext.tenancy.loads_without_session";

    private TenancySettings() {}
}
