/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.routing.DatabasesStatus;
import java.time.Duration;
import java.util.List;

/**
 * One database at one moment.
 *
 * @param region of the database
 * @param database its name
 * @param limits of all tenants
 * @param connections how many connections tenants have
 * @param longestWait how long the one who waits longest has waited; zero if nobody does
 * @param counts what became of requests so far
 * @param tenants those who have a connection or wait for one
 */
public record AdmissionStatus(
        String region,
        String database,
        AdmissionLimits limits,
        int connections,
        Duration longestWait,
        AdmissionCounts counts,
        List<TenantLoad> tenants)
        implements DatabasesStatus {

    /** Copies the list. */
    public AdmissionStatus {
        tenants = List.copyOf(tenants);
    }

    /**
     * How many requests wait.
     *
     * @return those of all tenants
     */
    public int waiting() {
        return tenants.stream().mapToInt(TenantLoad::waiting).sum();
    }
}
