/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.spring.boot.actuate;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.routing.TenancyStatus;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the catalog of tenants cannot be asked, since nobody is served then. The details are what stands before databases. */
final class TenancyHealth extends AbstractHealthIndicator {

    /** Asked for as any other; it does not matter whether there is one of this name. */
    private static final TenantKey ANYBODY = new TenantKey("health");

    private final TenantCatalog catalog;
    private final EntityManagerFactory entities;

    TenancyHealth(TenantCatalog catalog, EntityManagerFactory entities) {
        super("The catalog of tenants cannot be asked");
        this.catalog = catalog;
        this.entities = entities;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        catalog.find(ANYBODY);
        var status = TenancyStatus.of(entities.unwrap(SessionFactory.class));
        builder.up().withDetail("databases", status.databases());
    }
}
