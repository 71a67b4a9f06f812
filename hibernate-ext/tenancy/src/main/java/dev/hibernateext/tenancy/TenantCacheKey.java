/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy;

import dev.hibernateext.core.context.TenantKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of the application's own caches that has the tenant in force in it, so that no tenant is given what another one put
 * there. With Spring's {@code KeyGenerator}:
 *
 * <pre>{@code
 * (target, method, parameters) -> TenantCacheKey.of(target.getClass(), method, Arrays.asList(parameters))
 * }</pre>
 *
 * @param tenant whose entry it is
 * @param parts what tells the entries of one tenant apart
 */
public record TenantCacheKey(TenantKey tenant, List<@Nullable Object> parts) {

    /** Copies the parts. */
    public TenantCacheKey {
        parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }

    /**
     * A key of the tenant in force.
     *
     * @param parts what tells the entries of one tenant apart
     * @return the key
     * @throws NoTenantException if no tenant is in force
     */
    public static TenantCacheKey of(@Nullable Object... parts) {
        return new TenantCacheKey(Tenants.current(), Arrays.asList(parts));
    }
}
