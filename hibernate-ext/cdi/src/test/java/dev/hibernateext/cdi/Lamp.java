/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What a shop sells. */
@Entity
class Lamp extends AuditedEntity {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @TenantId
    @Nullable
    String shop;

    String name = "";

    Lamp() {}

    Lamp(String name) {
        this.name = name;
    }
}
