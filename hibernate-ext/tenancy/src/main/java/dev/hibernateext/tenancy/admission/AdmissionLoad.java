/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

/**
 * What is taken of a database, by all tenants and by one.
 *
 * @param connections how many connections all tenants have
 * @param waiting how many of their requests wait
 * @param own what the one tenant has of both
 * @param limits of all tenants
 */
public record AdmissionLoad(int connections, int waiting, TenantLoad own, AdmissionLimits limits) {

    /** For messages. */
    @Override
    public String toString() {
        return "%d of %d connections taken, %s by the tenant; %d of %d waiting, %s of the tenant"
                .formatted(
                        connections,
                        limits.connections(),
                        part(own.connections(), own.limits().connections()),
                        waiting,
                        limits.waiting(),
                        part(own.waiting(), own.limits().waiting()));
    }

    private static String part(int taken, int limit) {
        return limit == Integer.MAX_VALUE ? String.valueOf(taken) : "%d of %d".formatted(taken, limit);
    }
}
