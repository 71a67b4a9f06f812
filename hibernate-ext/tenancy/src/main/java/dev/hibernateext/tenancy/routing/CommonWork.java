/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.NoTenantException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.AllTenantsRoute.Pass;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Work on the shared database that belongs to no tenant: on shared tables, and on the rows of all tenants. */
final class CommonWork {

    /** The keys under which work now sees all tenants. */
    private final Map<TenantKey, Pass> passes = new ConcurrentHashMap<>();

    void admit(Pass pass) {
        passes.put(pass.tenant(), pass);
    }

    void dismiss(Pass pass) {
        passes.remove(pass.tenant());
    }

    /** Whether a key names work of this kind that has begun. */
    boolean includes(TenantKey key) {
        return Tenants.isShared(key) || passes.containsKey(key);
    }

    /** The database work that sees all tenants is on; null for the shared one. */
    @Nullable
    TenantPlacement place(TenantKey key) {
        var pass = passes.get(key);
        return pass == null ? null : pass.place();
    }

    /** Refuses sessions beside the one of work that sees all tenants. */
    void requireAdmitted(SharedSessionContractImplementor session, String tenant) {
        var pass = passes.get(new TenantKey(tenant));
        if (pass != null && !pass.admits(session)) {
            throw NoTenantException.besideAdmin();
        }
    }
}
