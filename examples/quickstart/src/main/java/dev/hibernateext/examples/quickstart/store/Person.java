/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import dev.hibernateext.mixins.AuditStamps;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A superclass that is already taken: it embeds its stamps instead of extending {@code AuditedEntity}. */
@MappedSuperclass
public abstract class Person {

    @Id
    Integer id;

    @Version
    @Nullable
    Long version;

    String firstName;

    String lastName;

    @Embedded
    @Nullable
    Address address;

    @Nullable
    String phone;

    @Nullable
    String fax;

    @Nullable
    String email;

    @Embedded
    AuditStamps stamps = new AuditStamps();

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Person() {}

    public Integer getId() {
        return id;
    }

    public String getName() {
        return firstName + " " + lastName;
    }

    public AuditStamps getStamps() {
        return stamps;
    }
}
