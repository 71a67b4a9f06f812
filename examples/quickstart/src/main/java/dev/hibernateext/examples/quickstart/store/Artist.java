/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.AuditedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A musician, a band or an orchestra. */
@Entity
public class Artist extends AuditedEntity {

    @Id
    Integer id;

    @Nullable
    String name;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Artist() {}

    public Integer getId() {
        return id;
    }

    public @Nullable String getName() {
        return name;
    }
}
