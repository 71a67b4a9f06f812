/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.storefront.shop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.util.List;
import java.util.Locale;

/**
 * A tenant.
 *
 * @param id its identifier, also in URLs
 * @param name what people call it
 * @param placement where its rows are
 */
public record Shop(String id, String name, @JsonIgnore TenantPlacement placement) {

    /** One for each strategy; nothing else in the application knows which has which. */
    public static final List<Shop> ALL = List.of(
            new Shop("vinyl", "Vinyl Corner", TenantPlacement.rows(TenantDatabases.MAIN)),
            new Shop("metro", "Metro Records", TenantPlacement.schema(TenantDatabases.MAIN, "metro")),
            new Shop("opera", "Opera House", TenantPlacement.database("opera")));

    public String getStrategy() {
        return placement.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What the catalog of tenants knows of it. */
    public Tenant tenant() {
        return Tenant.active(id, placement);
    }
}
