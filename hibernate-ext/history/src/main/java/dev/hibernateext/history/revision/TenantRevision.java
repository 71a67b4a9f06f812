/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.hibernate.envers.RevisionEntity;
import org.jspecify.annotations.Nullable;

/** The revision of applications whose rows belong to tenants; to be listed among the entities. A tenant sees its own. */
@Entity(name = "TenantRevision")
@RevisionEntity
@Table(
        name = "REVINFO",
        indexes = {@Index(columnList = "TENANT_ID, REVTSTMP"), @Index(columnList = "OPERATION_ID")})
public class TenantRevision extends RecordedRevision {

    @TenantId
    @Column(name = "TENANT_ID", nullable = false)
    private @Nullable String tenant;

    /** For Hibernate. */
    protected TenantRevision() {}

    /**
     * Whose it is.
     *
     * @return the identifier of the tenant, or null before it is inserted
     */
    public @Nullable String tenant() {
        return tenant;
    }
}
