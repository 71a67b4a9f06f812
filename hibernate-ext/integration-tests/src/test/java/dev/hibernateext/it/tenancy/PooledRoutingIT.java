/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.it.tenancy.RoutingIT.Note;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.pool.PoolStatus;
import dev.hibernateext.tenancy.pool.PoolsExhaustedException;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A whole persistence unit on pools of which two may be open at once. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = Note.class,
        contributors = PooledRoutingIT.Settings.class)
class PooledRoutingIT {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);

    static final class Settings implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest home) {
            var limits = PoolLimits.atMost(2).withWaitTimeout(Duration.ofSeconds(2));
            var pools = DatabasePools.open(DatabasePoolSettings.of(
                    TenantPlacement.rows(TenantDatabases.MAIN),
                    limits,
                    database -> database.database().equals(TenantDatabases.MAIN)
                            ? new OtherDatabase(home, home.url())
                            : OtherDatabase.of(home, database.database())));
            settings.put(TenancySettings.CATALOG, new InMemoryTenantCatalog());
            settings.put(TenancySettings.DATABASES, pools);
            settings.put(TenancySettings.AUDIT, new RecordedAudit());
        }
    }

    private static DatabasePools pools(SessionFactory factory) {
        return (DatabasePools) Objects.requireNonNull(factory.getProperties().get(TenancySettings.DATABASES));
    }

    @Test
    void keepsTenantsApartWhilePoolsComeAndGo(SessionFactoryScope scope) throws Exception {
        var fleet = TenantFleet.of(scope);
        var tenants = Stream.concat(
                        Stream.of(fleet.inRows(), fleet.inSchema()),
                        IntStream.range(0, 6).mapToObj(number -> fleet.inDatabase()))
                .toList();
        tenants.forEach(tenant ->
                fleet.in(tenant, session -> session.persist(new Note(tenants.indexOf(tenant), tenant))));

        var workers = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Boolean>>();
            for (var thread = 0; thread < 4; thread++) {
                var random = new Random(SEED + thread);
                work.add(() -> read(fleet, tenants, random));
            }
            for (var done : workers.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            workers.shutdownNow();
        }
        var status = pools(scope.factory()).status();
        assertThat(status.leases()).isZero();
        assertThat(status.pools()).hasSizeLessThanOrEqualTo(3);
        assertThat(status.counts().evicted()).isGreaterThan(tenants.size());
    }

    private static boolean read(TenantFleet fleet, List<String> tenants, Random random) {
        for (var i = 0; i < 40; i++) {
            var tenant = tenants.get(random.nextInt(tenants.size()));
            var found = fleet.from(
                    tenant,
                    session -> session.createSelectionQuery("select text from Note", String.class)
                            .getResultList());
            assertThat(found).containsExactly(tenant);
        }
        return true;
    }

    @Test
    void tellsSessionThatGetsNoPool(SessionFactoryScope scope) throws SQLException {
        var fleet = TenantFleet.of(scope);
        var pools = pools(scope.factory());
        var third = fleet.inDatabase();
        try (var one = pools.connection(fleet.catalog().require(new TenantKey(fleet.inDatabase())));
                var two = pools.connection(fleet.catalog().require(new TenantKey(fleet.inDatabase())))) {
            assertThatThrownBy(() -> count(fleet, third))
                    .isInstanceOfSatisfying(
                            PoolsExhaustedException.class,
                            error -> assertThat(error.database())
                                    .isEqualTo(DatabaseName.of(TenantPlacement.database(third))));
            assertThat(one.isValid(1)).isTrue();
            assertThat(two.isValid(1)).isTrue();
        }
        assertThat(pools.status().pools()).extracting(PoolStatus::leases).containsOnly(0);
        assertThat(count(fleet, third)).isZero();
    }

    private static long count(TenantFleet fleet, String tenant) {
        return fleet.from(
                tenant,
                session -> session.createSelectionQuery("select count(*) from Note", Long.class)
                        .getSingleResult());
    }
}
