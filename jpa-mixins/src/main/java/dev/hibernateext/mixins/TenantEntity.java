/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.mixins;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A soft-deletable entity whose rows belong to one tenant each.
 *
 * <p>Column {@code tenant_id}; rename it with {@link jakarta.persistence.AttributeOverride}. The session's tenant is stored
 * on insert and never changes.
 */
@MappedSuperclass
public abstract class TenantEntity extends SoftDeletableEntity {

    @TenantId
    @Column(name = "tenant_id", nullable = false, updatable = false)
    private @Nullable String tenantId;

    /** For subclasses. */
    protected TenantEntity() {}

    /**
     * The tenant the row belongs to.
     *
     * @return the tenant's identifier, or null before the insert
     */
    public @Nullable String getTenantId() {
        return tenantId;
    }
}
