/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Tenants of one persistence unit at places of all kinds, with names no other test has. */
final class TenantFleet {

    private final SessionFactory factory;
    private final InMemoryTenantCatalog catalog;

    private TenantFleet(SessionFactory factory, InMemoryTenantCatalog catalog) {
        this.factory = factory;
        this.catalog = catalog;
    }

    /** Gives a factory an empty catalog, and other databases of the server by their names. */
    static final class Settings implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            settings.put(TenancySettings.CATALOG, new InMemoryTenantCatalog());
            settings.put(TenancySettings.DATABASES, new Databases(database));
            settings.put(TenancySettings.AUDIT, new RecordedAudit());
        }
    }

    /** The recorded data source is made after the settings. */
    static final class Databases implements TenantDatabases {

        private final LazyDatabases others;
        private @Nullable DataSource main;

        Databases(DatabaseUnderTest home) {
            others = new LazyDatabases(
                    TenantPlacement.rows(MAIN),
                    (region, name) -> name.equals(MAIN) ? mainOr(home) : OtherDatabase.of(home, name));
        }

        private DataSource mainOr(DatabaseUnderTest home) {
            return main == null ? new OtherDatabase(home, home.url()) : main;
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return others.dataSource(placement);
        }

        @Override
        public DataSource shared() {
            return others.shared();
        }

        @Override
        public void close() {
            others.close();
        }
    }

    static TenantFleet of(SessionFactoryScope scope) {
        return of(scope.factory());
    }

    static TenantFleet of(SessionFactory factory) {
        var catalog = (InMemoryTenantCatalog)
                Objects.requireNonNull(factory.getProperties().get(TenancySettings.CATALOG));
        return new TenantFleet(factory, catalog);
    }

    SessionFactory factory() {
        return factory;
    }

    InMemoryTenantCatalog catalog() {
        return catalog;
    }

    String inRows() {
        return added(id -> TenantPlacement.rows(TenantDatabases.MAIN));
    }

    String inSchema() {
        return added(id -> TenantPlacement.schema(TenantDatabases.MAIN, id));
    }

    String inDatabase() {
        return added(TenantPlacement::database);
    }

    private String added(Function<String, TenantPlacement> placement) {
        var id = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var tenant = Tenant.active(id, placement.apply(id));
        TenantProvisioner.of(factory).create(tenant);
        catalog.add(tenant);
        return id;
    }

    void in(String tenant, Consumer<Session> work) {
        Tenants.run(tenant, () -> factory.inTransaction(work));
    }

    <R> R from(String tenant, Function<Session, R> work) {
        try (var scope = Tenants.open(tenant)) {
            return factory.fromTransaction(work);
        }
    }
}
