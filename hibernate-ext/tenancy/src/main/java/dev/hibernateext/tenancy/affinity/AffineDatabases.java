/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Database;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import dev.hibernateext.tenancy.deadline.Deadline;
import dev.hibernateext.tenancy.routing.DatabasesStatus;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives tenants in schemas the connections that served them before, as far as these are free: what a backend has learnt of a
 * schema's tables, and what is prepared there, is of use again, and no backend learns all schemas.
 *
 * <p>Connections are kept here between uses instead of going back to the pool within. They are rolled back and set back as a
 * pool does it, asked whether they are alive after half a second without use, and closed by the {@link AffinityLimits}. Tenants
 * in rows share the connections of their database; those with databases of their own, and work without a tenant, get theirs
 * from the pool within, which must be larger by that. A pool that reports connections out for long reports these.
 * Admission stands around these databases: within, its permits would be held between uses.
 *
 * <p>Safe for use by many threads. One daemon thread closes unused connections.
 */
public final class AffineDatabases extends ForwardingDatabases {

    private static final int LOOKS_A_PERIOD = 4;

    private final AffinityLimits limits;
    private final @Nullable StatementLimits statements;
    private final Clock clock;
    private final Map<DatabaseName, AffineConnections> places = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor(AffineDatabases::daemon);
    private final ScheduledFuture<?> reaping;

    /**
     * Databases whose connections go back to their tenants. What the driver keeps prepared on them is its own affair.
     *
     * @param databases with the pools; closed with this
     * @param limits for each of them
     */
    public AffineDatabases(TenantDatabases databases, AffinityLimits limits) {
        this(databases, limits, null, Clock.systemUTC());
    }

    /**
     * Databases whose connections keep the prepared statements of each tenant between uses.
     *
     * @param databases with the pools, whose driver keeps none; closed with this
     * @param limits for each of them
     * @param statements for each tenant on each connection
     * @param clock by which connections and statements grow old
     */
    public AffineDatabases(
            TenantDatabases databases, AffinityLimits limits, @Nullable StatementLimits statements, Clock clock) {
        super(databases);
        this.limits = limits;
        this.statements = statements;
        this.clock = clock;
        var pause = Math.max(1, period().toMillis() / LOOKS_A_PERIOD);
        reaping = reaper.scheduleWithFixedDelay(this::retireUnused, pause, pause, TimeUnit.MILLISECONDS);
    }

    private Duration period() {
        return statements == null || statements.ttl().compareTo(limits.idleTime()) > 0
                ? limits.idleTime()
                : statements.ttl();
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "hibernate-ext-affine-connections");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A connection that served the tenant before, if one is free, or another one.
     *
     * @throws ConnectionsBusyException if all were in use for the time to wait
     */
    @Override
    public Connection connection(Tenant tenant) throws SQLException {
        var placement = tenant.placement();
        if (placement instanceof Database) {
            return databases().connection(tenant);
        }
        var key = placement instanceof Schema ? tenant.key() : null;
        var connections = connections(DatabaseName.of(placement));
        if (limits.waitTime().isZero()) {
            return connections.checkout(key, () -> databases().connection(tenant));
        }
        try (var deadline = Deadline.open(limits.waitTime())) {
            return connections.checkout(key, () -> databases().connection(tenant));
        }
    }

    private AffineConnections connections(DatabaseName place) {
        var known = places.get(place);
        return known != null
                ? known
                : places.computeIfAbsent(place, added -> new AffineConnections(added, limits, statements, clock));
    }

    /**
     * Tells that tables of a tenant were changed. Connections that have served it are not used for anybody again: a statement
     * prepared before fails on PostgreSQL with "cached plan must not change result type".
     *
     * @param tenant whose schema has changed
     */
    public void schemaChanged(TenantKey tenant) {
        places.values().forEach(connections -> connections.schemaChanged(tenant));
    }

    /**
     * Closes the connections to a database as soon as nobody uses them, and passes it on to the pool within.
     *
     * @param placement region and database
     */
    @Override
    public void evict(TenantPlacement placement) {
        var connections = places.get(DatabaseName.of(placement));
        if (connections != null) {
            connections.evict();
        }
        super.evict(placement);
    }

    /**
     * What the connections are doing.
     *
     * @return for each database that was used so far, in no order
     */
    public List<AffinityStatus> status() {
        return places.values().stream().map(AffineConnections::status).toList();
    }

    @Override
    public List<DatabasesStatus> statuses() {
        return statusesWith(status());
    }

    private void retireUnused() {
        places.values().forEach(AffineConnections::retireUnused);
        places.values().forEach(AffineConnections::expireStatements);
    }

    /** Closes what is not in use, and the databases within; what is in use is closed when its borrower closes it. */
    @Override
    public void close() {
        reaping.cancel(false);
        reaper.shutdown();
        places.values().forEach(AffineConnections::close);
        super.close();
    }
}
