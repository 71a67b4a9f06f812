/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import dev.hibernateext.tenancy.catalog.Tenant;

/**
 * Asked for each request before it takes a connection or a place in a line: where rate limits and quotas stand. Called by many
 * threads, outside of locks, while nothing is held.
 */
@FunctionalInterface
public interface AdmissionRule {

    /** Lets everybody through. */
    AdmissionRule NONE = tenant -> {};

    /**
     * Returns if the request may go on.
     *
     * @param tenant whose request it is
     * @throws dev.hibernateext.core.HibernateExtException if it may not; it reaches the caller as it is
     */
    void check(Tenant tenant);

    /**
     * This rule and, if it lets a request through, another.
     *
     * @param next asked second
     * @return both
     */
    default AdmissionRule and(AdmissionRule next) {
        return tenant -> {
            check(tenant);
            next.check(tenant);
        };
    }
}
