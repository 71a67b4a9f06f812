/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admin;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts tenants together that may be asked together, as they come. Belongs to one thread. */
final class Batches {

    private final Iterator<Tenant> tenants;
    private final BatchSizes sizes;
    private final Map<Home, List<Tenant>> open = new LinkedHashMap<>();

    Batches(Iterator<Tenant> tenants, BatchSizes sizes) {
        this.tenants = tenants;
        this.sizes = sizes;
    }

    private record Home(String region, String database, boolean rows) {}

    /**
     * How many tenants are asked together at most.
     *
     * @param rows in rows of one database
     * @param schemas in schemas of one database
     */
    record BatchSizes(int rows, int schemas) {

        static final BatchSizes ONE = new BatchSizes(1, 1);
    }

    /** The next ones, or null at the end. */
    @Nullable
    Batch next() {
        while (tenants.hasNext()) {
            var tenant = tenants.next();
            if (sizes.rows() == 1 || !isTogether(tenant.placement())) {
                return new Batch(List.of(tenant));
            }
            var home = home(tenant.placement());
            var others = open.computeIfAbsent(home, key -> new ArrayList<>());
            others.add(tenant);
            if (others.size() == (home.rows() ? sizes.rows() : sizes.schemas())) {
                open.remove(home);
                return new Batch(others);
            }
        }
        return rest();
    }

    private @Nullable Batch rest() {
        var left = open.values().iterator();
        if (!left.hasNext()) {
            return null;
        }
        var batch = new Batch(left.next());
        left.remove();
        return batch;
    }

    private static boolean isTogether(TenantPlacement place) {
        return place instanceof Rows || place instanceof Schema;
    }

    private static Home home(TenantPlacement place) {
        return new Home(place.region(), place.database(), place instanceof Rows);
    }
}
