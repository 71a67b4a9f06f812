/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.tenancy.routing.DatabasesStatus;
import java.util.Map;

/**
 * The affine connections of one database at one moment.
 *
 * @param region of the database
 * @param database its name in placements
 * @param open connections that are kept or in use
 * @param busy connections in use
 * @param waiting threads that wait for one, about
 * @param statements prepared statements that are kept and not in use; 0 without {@link StatementLimits}
 * @param checkouts times a tenant in a schema got a connection so far
 * @param affine how many of them got one that had served this tenant before
 * @param retired connections closed so far, by reason; without reasons that never occurred
 */
public record AffinityStatus(
        String region,
        String database,
        int open,
        int busy,
        int waiting,
        int statements,
        long checkouts,
        long affine,
        Map<RetirementReason, Long> retired)
        implements DatabasesStatus {

    /** Copies the map. */
    public AffinityStatus {
        retired = Map.copyOf(retired);
    }
}
