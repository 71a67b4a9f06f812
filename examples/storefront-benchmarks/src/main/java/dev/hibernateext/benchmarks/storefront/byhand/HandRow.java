/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks.storefront.byhand;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/** The columns of all tables. Entities restrict themselves to rows that are not deleted. */
@MappedSuperclass
@EntityListeners(AuditingEntityListener.class)
abstract class HandRow {

    static final String PRESENT = "deleted_at is null";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable
    Long id;

    @Version
    @Nullable
    Long version;

    @CreatedDate
    @Column(nullable = false, updatable = false)
    @Nullable
    Instant createdAt;

    @CreatedBy
    @Column(updatable = false)
    @Nullable
    String createdBy;

    @LastModifiedDate
    @Column(nullable = false)
    @Nullable
    Instant updatedAt;

    @LastModifiedBy
    @Nullable
    String updatedBy;

    @Nullable
    Instant deletedAt;

    @Nullable
    String deletedBy;

    @Nullable
    UUID deletionId;

    @TenantId
    @Column(nullable = false, updatable = false)
    @Nullable
    String tenantId;
}
