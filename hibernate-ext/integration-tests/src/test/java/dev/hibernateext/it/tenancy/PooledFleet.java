/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.pooler.ObservedPool;
import dev.hibernateext.it.pooler.PooledWork;
import dev.hibernateext.it.pooler.Pooler;
import dev.hibernateext.it.pooler.Sightings;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.LazyDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.util.List;
import javax.sql.DataSource;

/** A factory whose connections come through a pooler, with a pool for each database. */
record PooledFleet(SessionFactoryScope scope, TenantDatabases databases, Sightings sightings) implements AutoCloseable {

    private static final int CONNECTIONS = 6;
    private static final int BATCH = 10;

    static PooledFleet of(SessionFactoryScope home, Pooler pooler, String parameters, Object... settings) {
        var sightings = new Sightings();
        var main = pooler.database(parameters);
        var databases = new LazyDatabases(
                TenantPlacement.rows(TenantDatabases.MAIN),
                (region, name) -> ObservedPool.of(named(main, name), CONNECTIONS, sightings));
        try {
            return new PooledFleet(
                    home.openAnother(all -> {
                        all.put(TenancySettings.DATABASES, databases);
                        all.put("hibernate.jdbc.batch_size", BATCH);
                        for (var i = 0; i < settings.length; i += 2) {
                            all.put(settings[i].toString(), settings[i + 1]);
                        }
                    }),
                    databases,
                    sightings);
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
    }

    private static DatabaseUnderTest named(DatabaseUnderTest main, String name) {
        return name.equals(TenantDatabases.MAIN)
                ? main
                : new DatabaseUnderTest(
                        main.kind(), OtherDatabase.of(main, name).url(), main.user(), main.password());
    }

    /** Where the tenants of a test live. */
    enum Strategy {
        ROWS,
        SCHEMAS,
        DATABASES,
        HYBRID;

        List<String> tenants(TenantFleet fleet) {
            return switch (this) {
                case ROWS -> List.of(fleet.inRows(), fleet.inRows(), fleet.inRows());
                case SCHEMAS -> List.of(fleet.inSchema(), fleet.inSchema(), fleet.inSchema());
                case DATABASES -> List.of(fleet.inDatabase(), fleet.inDatabase());
                case HYBRID -> List.of(fleet.inRows(), fleet.inSchema(), fleet.inSchema());
            };
        }
    }

    DataSource main() {
        return databases.shared();
    }

    TenantFleet tenants() {
        return TenantFleet.of(scope);
    }

    PooledWork work(List<String> tenants) {
        return new PooledWork(scope.factory(), tenants, this::isSeparate, sightings).run();
    }

    /** In rows without row-level security, nothing but HQL keeps tenants apart. */
    private boolean isSeparate(String tenant) {
        return !(tenants().catalog().require(new TenantKey(tenant)).placement() instanceof TenantPlacement.Rows);
    }

    @Override
    public void close() {
        scope.close();
        databases.close();
    }
}
