/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.catalog;

import static dev.hibernateext.tenancy.catalog.TenantStatus.DELETED;
import static dev.hibernateext.tenancy.catalog.TenantStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import org.junit.jupiter.api.Test;

/** What every registry does. */
abstract class TenantRegistryContract {

    private static final Tenant ROWS = Tenant.active("rows", TenantPlacement.rows("main"));
    private static final Tenant SCHEMA = Tenant.active("schema", TenantPlacement.schema("main", "tenant_schema"))
            .withPlan("team");
    private static final Tenant DATABASE =
            Tenant.active("database", new TenantPlacement.Database("eu", "tenant_database"));

    private TenantRegistry registry = new InMemoryTenantCatalog();

    final void use(TenantRegistry tested) {
        registry = tested;
    }

    @Test
    void findsWhatWasAdded() {
        registry.add(SCHEMA);
        registry.add(ROWS);
        registry.add(DATABASE);

        assertThat(registry.find(SCHEMA.key())).isEqualTo(SCHEMA);
        assertThat(registry.find(new TenantKey("nobody"))).isNull();
        try (var all = registry.stream()) {
            assertThat(all).containsExactly(DATABASE, ROWS, SCHEMA);
        }
    }

    @Test
    void requiresTenantsThatAreActive() {
        registry.add(ROWS);
        registry.replace(ROWS, ROWS.withStatus(SUSPENDED));

        assertThatThrownBy(() -> registry.require(ROWS.key()))
                .isInstanceOf(TenantUnavailableException.class)
                .hasMessageContaining("SUSPENDED");
        assertThatThrownBy(() -> registry.require(new TenantKey("nobody")))
                .isInstanceOfSatisfying(
                        UnknownTenantException.class,
                        error -> assertThat(error.tenant().value()).isEqualTo("nobody"));
    }

    @Test
    void refusesIdentifiersThatAreOrWereTaken() {
        registry.add(ROWS.withStatus(DELETED));

        assertThatThrownBy(() -> registry.add(ROWS))
                .isInstanceOfSatisfying(
                        TenantConflictException.class,
                        error -> assertThat(error.tenant()).isEqualTo(ROWS.key()));
    }

    @Test
    void refusesPlacesOfOthers() {
        registry.add(SCHEMA);
        registry.add(DATABASE);

        assertThatThrownBy(() -> registry.add(Tenant.active("other", SCHEMA.placement())))
                .isInstanceOf(TenantConflictException.class)
                .hasMessageContaining("tenant_schema");
        assertThatThrownBy(() -> registry.add(Tenant.active("other", DATABASE.placement())))
                .isInstanceOf(TenantConflictException.class);
        assertThatThrownBy(() -> registry.add(Tenant.active("other", TenantPlacement.database("main"))))
                .isInstanceOf(TenantConflictException.class);
        assertThatThrownBy(
                        () -> registry.add(Tenant.active("other", new TenantPlacement.Rows("eu", "tenant_database"))))
                .isInstanceOf(TenantConflictException.class);
        registry.add(Tenant.active("other", TenantPlacement.database("tenant_database")));
    }

    @Test
    void changesTenantsThatAreAsTheyWereRead() {
        registry.add(ROWS);
        var moved = ROWS.movedTo(TenantPlacement.database("tenant_rows"));
        registry.replace(ROWS, moved);

        assertThat(registry.require(ROWS.key())).isEqualTo(moved);
        assertThat(moved.epoch()).isEqualTo(1);
        assertThatThrownBy(() -> registry.replace(ROWS, ROWS.withPlan("team")))
                .isInstanceOf(TenantConflictException.class)
                .hasMessageContaining("epoch 0");
        assertThatThrownBy(() -> registry.replace(moved, SCHEMA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotMoveTenantsOntoOthers() {
        registry.add(ROWS);
        registry.add(SCHEMA);

        assertThatThrownBy(() -> registry.replace(ROWS, ROWS.movedTo(SCHEMA.placement())))
                .isInstanceOf(TenantConflictException.class);
        assertThat(registry.require(ROWS.key())).isEqualTo(ROWS);
    }
}
