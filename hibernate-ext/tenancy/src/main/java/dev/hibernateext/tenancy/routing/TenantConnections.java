/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantIds;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

/** Takes each session's connection from where its tenant lives, in the state of the tenant. */
final class TenantConnections implements MultiTenantConnectionProvider<Object>, Stoppable {

    private static final long serialVersionUID = 1L;

    private final transient TenantCatalog catalog;
    private final transient TenantDatabases databases;
    private final boolean strict;
    private final PoolerCheck pooler;
    private final transient AuditTrail audit;

    private final transient CommonWork common = new CommonWork();
    private transient volatile @Nullable TenantConnectionState state;
    private transient volatile @Nullable PooledDatabases pools;
    private transient volatile List<String> unprotected = List.of();
    private transient volatile @Nullable Metadata metadata;
    private transient volatile StatementRoute.@Nullable Watch watch;

    TenantConnections(TenancyConfiguration configuration) {
        this.catalog = configuration.catalog();
        this.databases = configuration.databases();
        this.state = configuration.state();
        this.strict = configuration.strict();
        this.pooler = configuration.pooler();
        this.audit = configuration.audit();
    }

    /** The connections of a factory that has a catalog, or null. Cheap for others: Hibernate would look for the service each time. */
    static @Nullable TenantConnections of(SessionFactoryImplementor factory) {
        if (!factory.getSessionFactoryOptions().isMultiTenancyEnabled()) {
            return null;
        }
        var provider = factory.getServiceRegistry().getService(MultiTenantConnectionProvider.class);
        return provider instanceof TenantConnections own ? own : null;
    }

    /** Looks at the entities of the factory that is being built, and at those that row-level security keeps apart. */
    void begin(Metadata entities, Set<String> secured) {
        unprotected = RowEntities.withoutTenant(entities, secured);
        if (strict && !unprotected.isEmpty()) {
            throw TenancyConfigurationException.withoutTenant(unprotected);
        }
        metadata = entities;
    }

    /** Looks at the way to the shared database, which is one of PostgreSQL, and at that to each other when it is first taken. */
    void requireFitPooler() {
        var chosen = state;
        var looked = pooler.require(
                chosen != null ? chosen : ProductStates.postgresql(),
                () -> databases.shared().getConnection());
        if (pooler == PoolerCheck.DETECT) {
            pools = new PooledDatabases(databases, looked ? databases.shared() : null);
        }
    }

    Metadata metadata() {
        return Objects.requireNonNull(metadata, "The factory is not built");
    }

    /**
     * The audit of the factory.
     *
     * @throws TenancyConfigurationException if it has none
     */
    AuditTrail audit() {
        return audit.require();
    }

    AuditTrail trail() {
        return audit;
    }

    CommonWork common() {
        return common;
    }

    /** Shows sessions and connections that are opened from now on. */
    void show(StatementRoute.Watch watching) {
        watch = watching;
    }

    Tenant require(TenantKey key) {
        return catalog.require(TenantIds.requireNormal(key));
    }

    /** Refuses sessions beside that of work that sees all tenants, and writes down those of tenants over others. */
    void sessionOpens(SharedSessionContractImplementor session) {
        var tenant = String.valueOf(session.getTenantIdentifierValue());
        common.requireAdmitted(session, tenant);
        audit.sessionOpens(tenant);
        var watching = watch;
        if (watching != null) {
            watching.opens(session);
        }
    }

    TenantCatalog catalog() {
        return catalog;
    }

    /** Whether nothing keeps some entities apart where tenants have rows in common tables. */
    boolean mixesRows() {
        return !unprotected.isEmpty();
    }

    TenantDatabases databases() {
        return databases;
    }

    @Override
    public Connection getAnyConnection() throws SQLException {
        return databases.shared().getConnection();
    }

    @Override
    public void releaseAnyConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public Connection getConnection(Object identifier) throws SQLException {
        var key = new TenantKey(identifier.toString());
        var watching = watch;
        return watching == null ? connection(key) : watching.watched(connection(key), key);
    }

    private Connection connection(TenantKey key) throws SQLException {
        if (common.includes(key)) {
            return commonSource(key).getConnection();
        }
        var tenant = require(key);
        if (tenant.placement() instanceof Rows && !unprotected.isEmpty()) {
            throw TenancyConfigurationException.withoutTenant(unprotected);
        }
        return entered(tenant);
    }

    private DataSource commonSource(TenantKey key) {
        if (Tenants.isShared(key)) {
            return databases.shared();
        }
        var place = common.place(key);
        return place == null ? databases.administration() : databases.administration(place);
    }

    Connection entered(Tenant tenant) throws SQLException {
        var pooled = databases.connection(tenant);
        try {
            var entering = stateOn(pooled);
            var watched = pools;
            if (watched != null) {
                watched.requireFit(pooled, tenant, entering);
            }
            return entering.enter(pooled, tenant);
        } catch (SQLException | RuntimeException | Error e) {
            discard(pooled, e);
            throw e;
        }
    }

    @Override
    public void releaseConnection(Object identifier, Connection connection) throws SQLException {
        var watching = watch;
        var entered = watching == null ? connection : watching.unwatched(connection);
        if (common.includes(new TenantKey(identifier.toString()))) {
            entered.close();
            return;
        }
        leave(entered);
    }

    void leave(Connection connection) throws SQLException {
        try {
            stateOn(connection).leave(connection).close();
        } catch (SQLException | RuntimeException | Error e) {
            discard(connection, e);
            throw e;
        }
    }

    /** All databases of a factory are of one product, since it has one dialect. */
    private TenantConnectionState stateOn(Connection connection) throws SQLException {
        var known = state;
        if (known == null) {
            known = ProductStates.of(connection.getMetaData().getDatabaseProductName());
            state = known;
        }
        return known;
    }

    private static void discard(Connection connection, Throwable reason) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return true;
    }

    @Override
    public boolean handlesConnectionSchema() {
        return true;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!isUnwrappableAs(type)) {
            throw new UnknownUnwrapTypeException(type);
        }
        return type.cast(this);
    }

    @Override
    public void stop() {
        databases.close();
    }
}
