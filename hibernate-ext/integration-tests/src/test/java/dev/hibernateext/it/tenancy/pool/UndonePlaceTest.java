/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.EvictionReason;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolListener;
import dev.hibernateext.tenancy.pool.PoolStatus;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.TenantProvisioner;
import dev.hibernateext.tenancy.routing.TenantProvisioningException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;

/** A new tenant's database that could not be completed goes, and its pool with it. */
class UndonePlaceTest {

    private static final TenantPlacement OWN = TenantPlacement.database("undone");

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final DatabasePools pools = DatabasePools.open(DatabasePoolSettings.of(
                    TenantPlacement.rows(TenantDatabases.MAIN),
                    PoolLimits.atMost(3),
                    database -> database(database.database()))
            .withListener(new PoolListener() {
                @Override
                public void evicted(DatabaseName database, EvictionReason reason) {
                    closed.add(database.database() + ' ' + reason);
                }
            }));

    private static JdbcDataSource database(String name) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(name));
        return database;
    }

    @Test
    void leavesNoPoolOfDatabaseItCouldNotComplete() throws SQLException {
        try (var connection = database("undone").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table Letter (other int)");
            try (var factory = new HibernatePersistenceConfiguration("undone")
                    .managedClasses(Letter.class)
                    .property(TenancySettings.CATALOG, new InMemoryTenantCatalog())
                    .property(TenancySettings.DATABASES, pools)
                    .createEntityManagerFactory()) {
                assertThatThrownBy(() -> TenantProvisioner.of(factory).create(Tenant.active("acme", OWN)))
                        .isInstanceOf(TenantProvisioningException.class);

                Awaitility.await().untilAsserted(() -> assertThat(closed).containsExactly("undone REQUESTED"));
                assertThat(pools.status().pools())
                        .extracting(PoolStatus::database)
                        .doesNotContain(DatabaseName.of(OWN));
            }
            statement.execute("shutdown");
        }
    }

    @Entity(name = "Letter")
    static class Letter extends TenantEntity {

        @Id
        long id;
    }
}
