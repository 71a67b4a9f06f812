/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import dev.hibernateext.history.revision.FromContext.Part;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.envers.RevisionEntity;
import org.jspecify.annotations.Nullable;

/**
 * The revision of applications that have none of their own; it need not be listed among the entities. The tenant is the one of the
 * session, such as of a schema; where rows belong to tenants, use {@link TenantRevision}.
 */
@Entity(name = "ContextRevision")
@RevisionEntity
@Table(
        name = "REVINFO",
        indexes = {@Index(columnList = "REVTSTMP"), @Index(columnList = "OPERATION_ID")})
public class ContextRevision extends RecordedRevision {

    @FromContext(Part.TENANT)
    @Column(name = "TENANT_ID")
    private @Nullable String tenant;

    /** For Hibernate. */
    protected ContextRevision() {}

    /**
     * The tenant of the session.
     *
     * @return its identifier, or null
     */
    public @Nullable String tenant() {
        return tenant;
    }
}
