/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmissionStatus;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.AffinityStatus;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
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
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** A tenth of the backends dies every second while tenants of all strategies work. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class TenantFaultsIT {

    private static final Logger LOG = Logger.getLogger(TenantFaultsIT.class);
    private static final int SECONDS = Integer.getInteger("hibernateext.tenancy.fault.seconds", 5);
    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int THREADS = 8;
    private static final String NAME = "tenant_faults";

    private static final String KILL = """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where application_name = '%s' and random() < 0.1""".formatted(NAME);

    private static final TransactionPolicy RETRYING = TransactionPolicy.defaults()
            .withRetries(Retries.upTo(20)
                    .withDelays(Duration.ofMillis(5), Duration.ofMillis(100))
                    .withFailures(RetryableFailure.CONNECTION_LOST));

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger seconds = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void servesTheRightRowsAndIsWholeAfterwards(SessionFactoryScope scope) {
        var pools = pools(scope.database());
        var affine = new AffineDatabases(
                new RetriedDatabases(pools, ConnectRetries.upTo(5), new CircuitLimits(1_000, Duration.ofMillis(100))),
                AffinityLimits.of(6).withTenantsPerConnection(4));
        var admitted = new AdmittedDatabases(affine, AdmissionPolicy.of(AdmissionLimits.of(6)));
        try (var other = scope.openAnother(settings -> {
            settings.put(TenancySettings.CATALOG, new InMemoryTenantCatalog());
            settings.put(TenancySettings.DATABASES, admitted);
            settings.put(TenancySettings.AUDIT, new RecordedAudit());
        })) {
            var tenants = tenants(TenantFleet.of(other));
            workWhileBackendsDie(scope.database(), other.factory(), tenants);

            assertThat(killed).hasPositiveValue();
            assertThat(served.get())
                    .as("%d asked, failures %s", asked.get(), failures)
                    .isGreaterThanOrEqualTo(asked.get() * 99 / 100);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() ->
                            tenants.forEach(tenant -> work(other.factory(), tenant, TransactionPolicy.defaults())));
            assertThat(admitted.status())
                    .extracting(AdmissionStatus::connections)
                    .containsOnly(0);
            assertThat(affine.status()).extracting(AffinityStatus::busy).containsOnly(0);
            LOG.infof(
                    "%d of %d units of work were served while %d backends died in %d seconds",
                    served.get(), asked.get(), killed.get(), seconds.get());
        }
        assertThat(pools.status().pools()).isEmpty();
    }

    private void workWhileBackendsDie(DatabaseUnderTest database, SessionFactory factory, List<String> tenants) {
        var threads = Executors.newFixedThreadPool(THREADS);
        var killer = Executors.newSingleThreadScheduledExecutor();
        try {
            var killing = killer.scheduleAtFixedRate(() -> kill(database), 1, 1, TimeUnit.SECONDS);
            var working = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(
                            () -> workUntilStopped(factory, tenants, new Random(SEED + thread)), threads))
                    .toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60L + 4L * SECONDS))
                    .until(() -> killing.isDone() || seconds.get() >= SECONDS);
            stopped.set(true);
            assertThat(working).allSatisfy(work -> assertThat(work).succeedsWithin(Duration.ofSeconds(60)));
        } finally {
            stopped.set(true);
            killer.shutdownNow();
            threads.shutdownNow();
        }
    }

    private void kill(DatabaseUnderTest database) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(KILL)) {
            rows.next();
            killed.addAndGet(rows.getInt(1));
            seconds.incrementAndGet();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void workUntilStopped(SessionFactory factory, List<String> tenants, Random random) {
        while (!stopped.get()) {
            asked.incrementAndGet();
            try {
                work(factory, tenants.get(random.nextInt(tenants.size())), RETRYING);
                served.incrementAndGet();
            } catch (PersistenceException e) {
                failures.add(e);
            }
        }
    }

    /** May be done twice. */
    private static void work(SessionFactory factory, String tenant, TransactionPolicy policy) {
        Tenants.run(
                tenant,
                () -> Transactions.of(factory).with(policy).run(scope -> {
                    var session = scope.session();
                    var notes = session.createSelectionQuery("from FaultNote", FaultNote.class)
                            .getResultList();
                    assertThat(notes).extracting(note -> note.owner).containsOnly(tenant);
                    session.createMutationQuery("update FaultNote set amount = 7")
                            .executeUpdate();
                }));
    }

    private static List<String> tenants(TenantFleet fleet) {
        var tenants = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            tenants.add(fleet.inRows());
            tenants.add(fleet.inSchema());
        }
        tenants.add(fleet.inDatabase());
        tenants.add(fleet.inDatabase());
        for (var i = 0; i < tenants.size(); i++) {
            var tenant = tenants.get(i);
            var note = new FaultNote(i, tenant);
            fleet.in(tenant, session -> session.persist(note));
        }
        return tenants;
    }

    private static DatabasePools pools(DatabaseUnderTest database) {
        return DatabasePools.open(DatabasePoolSettings.of(
                TenantPlacement.rows(TenantDatabases.MAIN),
                PoolLimits.atMost(2),
                name -> pool(database, name.database())));
    }

    private static DataSource pool(DatabaseUnderTest database, String name) {
        var config = new HikariConfig();
        config.setDataSource(
                name.equals(TenantDatabases.MAIN)
                        ? new OtherDatabase(database, database.url())
                        : OtherDatabase.of(database, name));
        config.setConnectionInitSql("set application_name = '" + NAME + "'");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @Entity(name = "FaultNote")
    static class FaultNote extends TenantEntity {

        @Id
        long id;

        String owner = "";

        int amount;

        FaultNote() {}

        FaultNote(long id, String owner) {
            this.id = id;
            this.owner = owner;
        }
    }
}
