/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Chooses a place for new tenants, by the first rule that fits. What was chosen is stored in the catalog and not computed
 * again, so rules may change without anybody being looked for at another place.
 *
 * <pre>{@code
 * PlacementRules.otherwise(tenant -> TenantPlacement.rows("main"))
 *         .when(tenant -> tenant.plan().equals("enterprise"), tenant -> TenantPlacement.database(databases.nameOf(tenant.key())))
 *         .when(tenant -> tenant.expectedRows() > 1_000_000, tenant -> TenantPlacement.schema("main", schemas.nameOf(tenant.key())));
 * }</pre>
 */
public final class PlacementRules {

    private final List<Rule> rules;
    private final Function<NewTenant, TenantPlacement> fallback;

    private PlacementRules(List<Rule> rules, Function<NewTenant, TenantPlacement> fallback) {
        this.rules = rules;
        this.fallback = fallback;
    }

    private record Rule(Predicate<NewTenant> condition, Function<NewTenant, TenantPlacement> placement) {}

    /**
     * Rules that begin with what holds where no rule fits.
     *
     * @param placement the place of a tenant
     * @return the rules, without conditions so far
     */
    public static PlacementRules otherwise(Function<NewTenant, TenantPlacement> placement) {
        return new PlacementRules(List.of(), placement);
    }

    /**
     * These rules and one more, which is asked after them.
     *
     * @param condition which tenants it is for
     * @param placement the place of such a tenant
     * @return the rules
     */
    public PlacementRules when(Predicate<NewTenant> condition, Function<NewTenant, TenantPlacement> placement) {
        var longer = new ArrayList<>(rules);
        longer.add(new Rule(condition, placement));
        return new PlacementRules(List.copyOf(longer), fallback);
    }

    /**
     * Chooses.
     *
     * @param tenant who needs a place
     * @return the tenant at its place, active, to be given to {@link TenantRegistry#add}
     */
    public Tenant place(NewTenant tenant) {
        var placement = rules.stream()
                .filter(rule -> rule.condition().test(tenant))
                .map(Rule::placement)
                .findFirst()
                .orElse(fallback)
                .apply(tenant);
        return new Tenant(tenant.key(), placement, TenantStatus.ACTIVE, tenant.plan(), 0);
    }
}
