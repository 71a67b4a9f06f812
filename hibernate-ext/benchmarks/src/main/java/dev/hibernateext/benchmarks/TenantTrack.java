/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;

/** A row of a table that many tenants share. */
@Entity(name = "TenantTrack")
@Table(
        name = "tenant_track",
        indexes = {@Index(columnList = "tenant, folded"), @Index(columnList = "tenant, name")})
class TenantTrack {

    @Id
    int id;

    @TenantId
    @Column(nullable = false)
    String tenant = "";

    String name = "";

    @Column(
            columnDefinition = "varchar(255) generated always as (lower(name)) stored",
            insertable = false,
            updatable = false)
    String folded = "";
}
