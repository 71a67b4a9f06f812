/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.context.Actor;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.TenantMismatchException;
import dev.hibernateext.tenancy.TenantPermission;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.StatementLimits;
import dev.hibernateext.tenancy.audit.TenancyAudit;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.tenancy.retry.CircuitLimits;
import dev.hibernateext.tenancy.retry.ConnectRetries;
import dev.hibernateext.tenancy.retry.RetriedDatabases;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Random work of many threads for many tenants in rows, schemas and databases of one factory, against a model for each tenant. {@code
 * -Dhibernateext.tenancy.operations}, {@code .threads}, {@code .tenants} and {@code hibernateext.seed} change what is done.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL},
        contributors = TenantOracleIT.Pools.class,
        leakCheck = false,
        settings = {
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class TenantOracleIT {

    private static final Logger LOG = Logger.getLogger(TenantOracleIT.class);
    private static final int OPERATIONS = Integer.getInteger("hibernateext.tenancy.operations", 6_000);
    private static final int THREADS = Integer.getInteger("hibernateext.tenancy.threads", 4);
    private static final int TENANTS = Integer.getInteger("hibernateext.tenancy.tenants", 10);

    /** Of databases that tenants have for themselves: fewer than there are, so that pools come and go. */
    private static final int POOLS = Math.max(1, TENANTS / 10);

    private static final int OWN_POOL = 3;

    /** So few that connections are closed all the time. */
    private static final int TENANTS_A_CONNECTION = 3;

    private static final int STATEMENTS_A_TENANT = 5;

    private static final TenantPermission SUPPORT = new TenantPermission(new Actor("support"), "test");

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final AtomicLong done = new AtomicLong();

    /** Pools that come and go, behind retries, affinity and admission; and an audit that keeps nothing. */
    static final class Pools implements SettingsContributor {

        @Override
        public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
            new TenantFleet.Settings().contribute(settings, database);
            settings.put(TenancySettings.AUDIT, (TenancyAudit) event -> {});
            settings.put(TenancySettings.DATABASES, databases(database));
        }

        private static TenantDatabases databases(DatabaseUnderTest database) {
            var pools = DatabasePools.open(DatabasePoolSettings.of(
                    TenantPlacement.rows(TenantDatabases.MAIN),
                    PoolLimits.atMost(POOLS),
                    name -> pool(database, name.database())));
            var retried = new RetriedDatabases(pools, ConnectRetries.upTo(3), CircuitLimits.DEFAULT);
            var affine = new AffineDatabases(
                    retried,
                    AffinityLimits.of(2 * THREADS).withTenantsPerConnection(TENANTS_A_CONNECTION),
                    new StatementLimits(STATEMENTS_A_TENANT, Duration.ofMillis(500)),
                    Clock.systemUTC());
            return new AdmittedDatabases(
                    affine,
                    AdmissionPolicy.of(AdmissionLimits.of(2 * THREADS))
                            .withDatabases(place -> AdmissionLimits.of(
                                    place.database().equals(TenantDatabases.MAIN) ? 2 * THREADS : OWN_POOL)));
        }

        private static DataSource pool(DatabaseUnderTest database, String name) {
            var main = name.equals(TenantDatabases.MAIN);
            var config = new HikariConfig();
            config.setDataSource(main ? new OtherDatabase(database, database.url()) : OtherDatabase.of(database, name));
            config.setMaximumPoolSize(main ? 2 * THREADS + 2 : OWN_POOL);
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
        }
    }

    @Test
    void agreesWithTheModelsOfAllTenants(SessionFactoryScope scope) {
        var models = models(TenantFleet.of(scope));
        var began = System.nanoTime();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> work(scope.factory(), models, new Random(seed + thread)), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        for (var model : models) {
            Tenants.run(model.tenant(), () -> compareAll(scope.factory(), model));
        }
        LOG.infof(
                "%d operations of %d threads for %d tenants on %s in %d ms, seed %d",
                done.get(), THREADS, TENANTS, scope.database().kind(), (System.nanoTime() - began) / 1_000_000, seed);
    }

    private static List<TenantOracleModel> models(TenantFleet fleet) {
        var models = new ArrayList<TenantOracleModel>();
        for (var index = 0; index < TENANTS; index++) {
            var tenant = switch (index % 5) {
                case 0, 2 -> fleet.inRows();
                case 4 -> fleet.inDatabase();
                default -> fleet.inSchema();
            };
            models.add(TenantOracleModel.of(tenant, index % 5 == 0 || index % 5 == 2, index));
        }
        return models;
    }

    private void work(SessionFactory factory, List<TenantOracleModel> models, Random random) {
        while (done.incrementAndGet() <= OPERATIONS) {
            var model = models.get(random.nextInt(models.size()));
            model.lock().lock();
            try (var tenant = Tenants.open(model.tenant())) {
                operate(factory, model, models, random);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d, tenant %s".formatted(seed, model), e);
            } finally {
                model.lock().unlock();
            }
        }
        done.decrementAndGet();
    }

    private static void operate(
            SessionFactory factory, TenantOracleModel model, List<TenantOracleModel> models, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> stateless(factory, model, random);
            case 1 -> elsewhere(factory, model);
            case 2 -> override(factory, models.get(random.nextInt(models.size())), model);
            case 3 -> evict(factory, random);
            case 4 -> compareAll(factory, model);
            default -> transaction(factory, model, random);
        }
    }

    /** Up to four steps, which are rolled back at times. */
    private static void transaction(SessionFactory factory, TenantOracleModel model, Random random) {
        var step = new TenantOracleStep(model, model.committed().copy(), random);
        var rolledBack = random.nextInt(6) == 0;
        try (var session = factory.openSession()) {
            session.beginTransaction();
            for (var left = random.nextInt(4); left >= 0; left--) {
                step.take(session);
            }
            if (rolledBack) {
                session.getTransaction().rollback();
            } else {
                session.getTransaction().commit();
                model.committed().replaceBy(step.content());
            }
        }
    }

    private static void stateless(SessionFactory factory, TenantOracleModel model, Random random) {
        var step = new TenantOracleStep(model, model.committed().copy(), random);
        factory.inStatelessTransaction(step::take);
        model.committed().replaceBy(step.content());
    }

    /** On another thread, with the tenant and without. */
    private static void elsewhere(SessionFactory factory, TenantOracleModel model) {
        CompletableFuture.runAsync(Contexts.wrap((Runnable) () -> compareAll(factory, model)))
                .join();
        assertThatThrownBy(
                        () -> CompletableFuture.runAsync(factory::openSession).join())
                .isInstanceOf(RuntimeException.class);
    }

    /** Looks at another tenant, if nobody works for it, while a session of the first one waits. */
    private static void override(SessionFactory factory, TenantOracleModel other, TenantOracleModel model) {
        if (other.lock().tryLock()) {
            try (var session = factory.openSession();
                    var scope = Tenants.override(SUPPORT, new TenantKey(other.tenant()))) {
                compareAll(factory, other);
                if (!other.tenant().equals(model.tenant())) {
                    assertThatThrownBy(() -> session.find(Item.class, other.first()))
                            .isInstanceOf(TenantMismatchException.class);
                }
            } finally {
                other.lock().unlock();
            }
        }
    }

    private static void evict(SessionFactory factory, Random random) {
        if (random.nextBoolean()) {
            factory.getCache().evictEntityData(Item.class);
        } else {
            factory.getCache().evictQueryRegions();
        }
    }

    private static void compareAll(SessionFactory factory, TenantOracleModel model) {
        factory.inTransaction(session -> {
            new TenantOracleStep(model, model.committed(), new Random())
                    .compare(session.createSelectionQuery("from Item", Item.class)
                            .getResultList());
            assertThat(Trash.of(session, Item.class).count())
                    .isEqualTo(model.committed().deleted().size());
        });
    }

    @Entity(name = "Item")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Item extends TenantEntity {

        @Id
        long id;

        int amount;

        Item() {}

        Item(long id, int amount) {
            this.id = id;
            this.amount = amount;
        }
    }
}
