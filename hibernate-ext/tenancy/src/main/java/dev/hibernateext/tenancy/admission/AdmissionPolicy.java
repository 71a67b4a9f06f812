/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.util.function.Function;

/**
 * Who may take how much. The functions are called outside of locks, and should be quick.
 *
 * @param databases the limits of a database, asked for once
 * @param tenants the limits of a tenant, by its plan for instance; asked for again when the catalog tells another of it
 * @param rule asked for each request before all else
 * @param listener told of requests that found no connection at once
 */
public record AdmissionPolicy(
        Function<TenantPlacement, AdmissionLimits> databases,
        Function<Tenant, TenantLimits> tenants,
        AdmissionRule rule,
        AdmissionListener listener) {

    /**
     * The same limits for each database, and none of their own for tenants.
     *
     * @param limits of all tenants of a database
     * @return the policy
     */
    public static AdmissionPolicy of(AdmissionLimits limits) {
        return new AdmissionPolicy(
                place -> limits, tenant -> TenantLimits.NONE, AdmissionRule.NONE, AdmissionListener.NOOP);
    }

    /**
     * Other limits for databases.
     *
     * @param limits of a region and database
     * @return the changed copy
     */
    public AdmissionPolicy withDatabases(Function<TenantPlacement, AdmissionLimits> limits) {
        return new AdmissionPolicy(limits, tenants, rule, listener);
    }

    /**
     * Other limits for tenants.
     *
     * @param limits of each
     * @return the changed copy
     */
    public AdmissionPolicy withTenants(Function<Tenant, TenantLimits> limits) {
        return new AdmissionPolicy(databases, limits, rule, listener);
    }

    /**
     * Another rule.
     *
     * @param first asked for each request
     * @return the changed copy
     */
    public AdmissionPolicy withRule(AdmissionRule first) {
        return new AdmissionPolicy(databases, tenants, first, listener);
    }

    /**
     * Another listener.
     *
     * @param told of requests that found no connection at once
     * @return the changed copy
     */
    public AdmissionPolicy withListener(AdmissionListener told) {
        return new AdmissionPolicy(databases, tenants, rule, told);
    }
}
