/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cdi;

import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Shops in common tables, where time stands still. */
@ApplicationScoped
class LampShop {

    static final Instant OPENING = Instant.parse("2026-11-22T09:00:00Z");

    @Produces
    @ApplicationScoped
    EntityManagerFactory factory(PersistenceSettings settings) {
        return new HibernatePersistenceConfiguration("lamps")
                .managedClass(Lamp.class)
                .schemaToolingAction(Action.CREATE_DROP)
                .properties(settings.asMap())
                .createEntityManagerFactory();
    }

    void close(@Disposes EntityManagerFactory factory) {
        factory.close();
    }

    @Produces
    @ApplicationScoped
    TenantCatalog catalog() {
        var rows = TenantPlacement.rows(TenantDatabases.MAIN);
        return InMemoryTenantCatalog.of(Tenant.active("acme", rows), Tenant.active("umbra", rows));
    }

    @Produces
    @ApplicationScoped
    TenantDatabases databases() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:lamps;DB_CLOSE_DELAY=-1");
        return TenantDatabases.single(TenantDatabases.MAIN, source);
    }

    @Produces
    Clock clock() {
        return Clock.fixed(OPENING, ZoneOffset.UTC);
    }
}
