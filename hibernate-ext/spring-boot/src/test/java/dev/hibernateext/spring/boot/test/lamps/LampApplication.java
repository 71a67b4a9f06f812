/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.test.lamps;

import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Shops in common tables, where time stands still. */
@SpringBootApplication(proxyBeanMethods = false)
class LampApplication {

    static final Instant OPENING = Instant.parse("2026-11-22T09:00:00Z");

    @Bean
    TenantCatalog catalog() {
        var rows = new TenantPlacement.Rows("local", "main");
        return InMemoryTenantCatalog.of(Tenant.active("acme", rows), Tenant.active("umbra", rows));
    }

    @Bean
    Clock clock() {
        return Clock.fixed(OPENING, ZoneOffset.UTC);
    }
}
