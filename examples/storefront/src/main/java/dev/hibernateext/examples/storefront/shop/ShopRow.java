/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.shop;

import dev.hibernateext.mixins.TenantEntity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/** A row of one shop: versioned, stamped, with a trash, and out of reach of the other shops. */
@MappedSuperclass
public abstract class ShopRow extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private @Nullable Long id;

    public @Nullable Long getId() {
        return id;
    }
}
