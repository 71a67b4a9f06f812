/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.context.TenantKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Names the tenant of a session. */
final class Tenants {

    private Tenants() {}

    static @Nullable TenantKey of(SharedSessionContractImplementor session) {
        var tenant = session.getTenantIdentifier();
        return tenant == null || tenant.isBlank() ? null : new TenantKey(tenant);
    }
}
