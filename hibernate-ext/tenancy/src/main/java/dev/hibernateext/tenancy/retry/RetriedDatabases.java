/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.retry;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.DatabasesStatus;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Asks a database again that could not be connected to, with waits that grow, and lets one alone for a while that keeps failing. Only
 * connecting is repeated, where nothing has been done yet: after SQLSTATEs of class 08, and 53300, 57P01, 57P02 and 57P03 of PostgreSQL.
 * Other errors, of a wrong password for instance, pass at once, as do those of a pool that is used up.
 *
 * <p>It stands right around the pools. With admission, which stands around it, a request keeps its place at the gate while it waits here,
 * so that a failing database is not asked by more than the gate lets through. Connections without a tenant, those of {@link #shared} and
 * {@link #dataSource}, are passed on as they are. Safe for use by many threads; needs Failsafe, which core brings along.
 */
public final class RetriedDatabases extends ForwardingDatabases {

    private final ConnectRetries retries;
    private final CircuitLimits limits;
    private final ConcurrentMap<DatabaseName, Circuit> circuits = new ConcurrentHashMap<>();

    /**
     * Databases that are asked again.
     *
     * @param databases whose connections tenants take; closed with this
     * @param retries how often and when
     * @param limits when a database is let alone
     */
    public RetriedDatabases(TenantDatabases databases, ConnectRetries retries, CircuitLimits limits) {
        super(databases);
        this.retries = retries;
        this.limits = limits;
    }

    /**
     * Takes a connection, perhaps not at the first attempt.
     *
     * @param tenant whom it is for
     * @return as the pool gives it
     * @throws CircuitOpenException if the database kept failing
     * @throws SQLException the last failure, with earlier ones suppressed; where the thread was interrupted while it waited for the
     *     next attempt, its flag is set
     */
    @Override
    public Connection connection(Tenant tenant) throws SQLException {
        return circuit(tenant.placement()).connect(() -> databases().connection(tenant));
    }

    private Circuit circuit(TenantPlacement placement) {
        var place = DatabaseName.of(placement);
        var known = circuits.get(place);
        return known != null ? known : circuits.computeIfAbsent(place, key -> new Circuit(placement, retries, limits));
    }

    /**
     * How connecting goes.
     *
     * @return one for each database a tenant has asked for, by region and name
     */
    public List<CircuitStatus> status() {
        return circuits.values().stream()
                .map(Circuit::status)
                .sorted(Comparator.comparing(CircuitStatus::region).thenComparing(CircuitStatus::database))
                .toList();
    }

    @Override
    public List<DatabasesStatus> statuses() {
        return statusesWith(status());
    }
}
