/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.session;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Of the persistence units in {@code META-INF/persistence.xml}. */
@Entity
class Mooring extends AuditedEntity {
    @Id
    int id;

    String name = "";

    Mooring() {}

    Mooring(int id) {
        this.id = id;
    }
}
