/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantIds;

/**
 * One tenant as the catalog knows it.
 *
 * @param key its identifier, {@linkplain TenantIds normal}
 * @param placement where its rows are
 * @param status whether sessions open
 * @param plan what it has booked, a name of the application's; may be empty
 * @param epoch how often its placement has changed, from 0
 */
public record Tenant(TenantKey key, TenantPlacement placement, TenantStatus status, String plan, long epoch) {

    /**
     * Checks the key.
     *
     * @throws dev.hibernateext.tenancy.InvalidTenantIdException if the key is not normal
     */
    public Tenant {
        TenantIds.requireNormal(key);
    }

    /**
     * An active tenant without a plan.
     *
     * @param id its identifier, folded by {@link TenantIds#normalize}
     * @param placement where its rows are
     * @return the tenant
     * @throws dev.hibernateext.tenancy.InvalidTenantIdException if it is no identifier of a tenant
     */
    public static Tenant active(String id, TenantPlacement placement) {
        return new Tenant(TenantIds.normalize(id), placement, TenantStatus.ACTIVE, "", 0);
    }

    /**
     * This tenant with another status.
     *
     * @param changed the new status
     * @return the changed copy
     */
    public Tenant withStatus(TenantStatus changed) {
        return new Tenant(key, placement, changed, plan, epoch);
    }

    /**
     * This tenant with a plan.
     *
     * @param changed the name of the plan
     * @return the changed copy
     */
    public Tenant withPlan(String changed) {
        return new Tenant(key, placement, status, changed, epoch);
    }

    /**
     * This tenant at another place, an epoch later.
     *
     * @param changed where its rows are from now on
     * @return the changed copy
     */
    public Tenant movedTo(TenantPlacement changed) {
        return new Tenant(key, changed, status, plan, epoch + 1);
    }
}
