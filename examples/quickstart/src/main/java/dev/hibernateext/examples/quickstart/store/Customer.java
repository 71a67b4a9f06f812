/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** Somebody who buys tracks. */
@Entity
public class Customer extends Person {

    @Nullable
    String company;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Employee supportAgent;

    /** For Hibernate and the import. */
    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    public @Nullable Employee getSupportAgent() {
        return supportAgent;
    }
}
