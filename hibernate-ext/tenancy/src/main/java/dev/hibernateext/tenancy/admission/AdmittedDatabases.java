/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.deadline.Deadline;
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
 * Lets only so many tenants through to each database as its pool has connections, and the others wait in lines of their tenants,
 * which take turns. So a tenant that asks for much waits behind itself. Put it around the pools:
 *
 * <pre>{@code
 * var databases = new AdmittedDatabases(pools, AdmissionPolicy.of(AdmissionLimits.of(10))
 *         .withTenants(tenant -> tenant.plan().equals("free") ? new TenantLimits(2, 20) : TenantLimits.NONE));
 * }</pre>
 *
 * The time-out is a {@link Deadline} for the connection's whole way, whatever stands within: for the turn, for attempts to connect and
 * for pools. Work without a tenant goes past the gate, by {@link #shared} and {@link #dataSource}: that of administrators, of tables all
 * share, and of new tenants. Safe for use by many threads.
 */
public final class AdmittedDatabases extends ForwardingDatabases {

    private final AdmissionPolicy policy;
    private final ConcurrentMap<DatabaseName, Gate> gates = new ConcurrentHashMap<>();

    /**
     * A gate before each database.
     *
     * @param databases whose connections tenants take; closed with this
     * @param policy who may take how much
     */
    public AdmittedDatabases(TenantDatabases databases, AdmissionPolicy policy) {
        super(databases);
        this.policy = policy;
    }

    /**
     * Waits for the tenant's turn, and takes a connection.
     *
     * @param tenant whom it is for
     * @return to be closed or aborted, which lets the next one through
     * @throws AdmissionException if the tenant's turn does not come
     * @throws SQLException if the database has no connection all the same
     */
    @Override
    public Connection connection(Tenant tenant) throws SQLException {
        policy.rule().check(tenant);
        var gate = gate(tenant.placement());
        try (var deadline = Deadline.open(gate.timeout())) {
            return connection(tenant, gate, deadline);
        }
    }

    private Connection connection(Tenant tenant, Gate gate, Deadline deadline) throws SQLException {
        var line = gate.enter(tenant, deadline);
        try {
            return new AdmittedConnection(databases().connection(tenant), gate, line);
        } catch (SQLException | RuntimeException | Error e) {
            gate.giveBack(line);
            throw e;
        }
    }

    private Gate gate(TenantPlacement placement) {
        var place = DatabaseName.of(placement);
        var known = gates.get(place);
        return known != null ? known : gates.computeIfAbsent(place, key -> new Gate(placement, policy));
    }

    /**
     * What is going on now.
     *
     * @return one for each database a tenant has asked for, by region and name
     */
    public List<AdmissionStatus> status() {
        return gates.values().stream()
                .map(Gate::status)
                .sorted(Comparator.comparing(AdmissionStatus::region).thenComparing(AdmissionStatus::database))
                .toList();
    }

    @Override
    public List<DatabasesStatus> statuses() {
        return statusesWith(status());
    }
}
