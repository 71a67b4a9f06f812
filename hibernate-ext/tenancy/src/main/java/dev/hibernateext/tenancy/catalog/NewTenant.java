/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.TenantIds;

/**
 * A tenant that has no place yet.
 *
 * @param key its identifier
 * @param plan what it has booked; may be empty
 * @param expectedRows how many rows it is going to have, 0 if nobody knows
 */
public record NewTenant(TenantKey key, String plan, long expectedRows) {

    /**
     * Checks key and number.
     *
     * @throws dev.hibernateext.tenancy.InvalidTenantIdException if the key is not normal
     */
    public NewTenant {
        TenantIds.requireNormal(key);
        if (expectedRows < 0) {
            throw new IllegalArgumentException(
                    "A tenant was said to expect %d rows. Pass 0 if nobody knows.".formatted(expectedRows));
        }
    }
}
