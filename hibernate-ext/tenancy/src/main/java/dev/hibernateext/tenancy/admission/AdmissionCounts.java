/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

/**
 * What became of all requests to a database since the first one. Together with those who wait now they are all that arrived.
 *
 * @param admitted got leave to take a connection, at once or late
 * @param full found no room to wait, or lost it to another tenant
 * @param evicted gave way to others
 * @param timedOut waited too long
 * @param interrupted had their thread interrupted
 */
public record AdmissionCounts(long admitted, long full, long evicted, long timedOut, long interrupted) {

    /**
     * All that were decided.
     *
     * @return the sum
     */
    public long decided() {
        return admitted + full + evicted + timedOut + interrupted;
    }
}
