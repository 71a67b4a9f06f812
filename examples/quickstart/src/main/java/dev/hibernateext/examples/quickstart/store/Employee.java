/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody who works for the store. */
@Entity
public class Employee extends Person {

    @Nullable
    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Employee reportsTo;

    @Nullable
    LocalDate birthDate;

    @Nullable
    LocalDate hireDate;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Employee() {}

    public @Nullable Employee getReportsTo() {
        return reportsTo;
    }
}
