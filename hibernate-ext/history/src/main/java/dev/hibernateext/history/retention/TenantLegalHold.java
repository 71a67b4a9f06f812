/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A hold in applications whose rows belong to tenants; to be listed among the entities. */
@Entity(name = "TenantLegalHold")
@Table(name = "HISTORY_HOLD")
public class TenantLegalHold extends RecordedHold {

    @TenantId
    @Column(name = "TENANT_ID", nullable = false)
    private @Nullable String tenant;

    /** For Hibernate. */
    protected TenantLegalHold() {}

    /**
     * Whose it is.
     *
     * @return the identifier of the tenant, or null before it is inserted
     */
    public @Nullable String tenant() {
        return tenant;
    }
}
