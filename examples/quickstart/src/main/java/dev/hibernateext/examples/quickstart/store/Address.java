/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart.store;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** A postal address, as far as it is known. */
@Embeddable
public record Address(
        @Nullable String street,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country,
        @Nullable String postalCode) {}
