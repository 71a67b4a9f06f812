/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import org.junit.jupiter.api.Test;

class PlacementRulesTest {

    private static final NameTemplate NAMES = NameTemplate.of("tenant_{id}");
    private static final PlacementRules RULES = PlacementRules.otherwise(tenant -> TenantPlacement.rows("main"))
            .when(
                    tenant -> tenant.plan().equals("enterprise"),
                    tenant -> TenantPlacement.database(NAMES.nameOf(tenant.key())))
            .when(
                    tenant -> tenant.expectedRows() > 1_000_000,
                    tenant -> TenantPlacement.schema("main", NAMES.nameOf(tenant.key())));

    @Test
    void takesFirstRuleThatFits() {
        assertThat(RULES.place(tenant("a", "free", 10)).placement()).isEqualTo(TenantPlacement.rows("main"));
        assertThat(RULES.place(tenant("b", "free", 2_000_000)).placement())
                .isEqualTo(TenantPlacement.schema("main", "tenant_b"));
        assertThat(RULES.place(tenant("c", "enterprise", 2_000_000)))
                .isEqualTo(new Tenant(
                        new TenantKey("c"),
                        TenantPlacement.database("tenant_c"),
                        TenantStatus.ACTIVE,
                        "enterprise",
                        0));
    }

    @Test
    void refusesNegativeSize() {
        assertThatThrownBy(() -> tenant("a", "free", -1)).hasMessageContaining("-1 rows");
    }

    private static NewTenant tenant(String id, String plan, long rows) {
        return new NewTenant(new TenantKey(id), plan, rows);
    }
}
