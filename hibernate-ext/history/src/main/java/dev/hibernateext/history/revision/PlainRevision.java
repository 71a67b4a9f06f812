/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.revision;

import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * The revision of Hibernate's own {@code @Audited} where rows belong to tenants and the application lists no {@link TenantRevision}: it
 * tells nothing of anybody.
 */
@Entity(name = "PlainRevision")
@Table(
        name = "REVINFO",
        indexes = {@Index(columnList = "REVTSTMP")})
public class PlainRevision extends NumberedRevision {

    /** For Hibernate. */
    protected PlainRevision() {}
}
