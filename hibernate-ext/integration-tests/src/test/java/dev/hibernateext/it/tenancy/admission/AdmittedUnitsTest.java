/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.Tenants;
import dev.hibernateext.tenancy.admission.AdmissionException;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.admission.Overflow;
import dev.hibernateext.tenancy.admission.TenantLimits;
import dev.hibernateext.tenancy.catalog.InMemoryTenantCatalog;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenancySettings;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A persistence unit whose tenants take turns, over a pool that knows how many connections are out. */
class AdmittedUnitsTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int CONNECTIONS = 3;
    private static final int THREADS = 8;
    private static final int UNITS = 10_000;

    private final List<String> tenants =
            IntStream.range(0, 5).mapToObj(number -> "t" + number).toList();
    private final HikariDataSource pool = pool();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private @Nullable SessionFactory opened;

    private static HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:admitted" + UUID.randomUUID());
        config.setMaximumPoolSize(CONNECTIONS + 1);
        return new HikariDataSource(config);
    }

    private AdmittedDatabases databases(AdmissionLimits limits) {
        return new AdmittedDatabases(
                TenantDatabases.single(TenantDatabases.MAIN, pool),
                AdmissionPolicy.of(limits).withTenants(tenant -> new TenantLimits(2, 1_000)));
    }

    private SessionFactory open(TenantDatabases databases) {
        var catalog = new InMemoryTenantCatalog();
        tenants.forEach(id -> catalog.add(Tenant.active(id, TenantPlacement.rows(TenantDatabases.MAIN))));
        var factory = new HibernatePersistenceConfiguration("admitted")
                .managedClasses(Ticket.class)
                .property(TenancySettings.CATALOG, catalog)
                .property(TenancySettings.DATABASES, databases)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory();
        opened = factory;
        return factory;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
        pool.close();
    }

    @Test
    void allConnectionsComeBackHoweverWorkEnds() throws Exception {
        var limits = AdmissionLimits.of(CONNECTIONS).withTimeout(Duration.ofMinutes(5));
        var databases = databases(limits);
        var factory = open(databases);

        var executor = Executors.newFixedThreadPool(THREADS);
        try {
            var results = executor.invokeAll(IntStream.range(0, THREADS)
                    .mapToObj(number -> work(factory, number))
                    .toList());
            for (var result : results) {
                assertThat(result.get()).isEqualTo(UNITS / THREADS);
            }
        } finally {
            executor.shutdownNow();
        }

        requireAllReturned(databases);
        assertThat(most.get()).isBetween(1, CONNECTIONS);
        assertThat(databases.status().get(0).counts().admitted())
                .isEqualTo(databases.status().get(0).counts().decided())
                .isGreaterThan(UNITS / 2);
    }

    private Callable<Integer> work(SessionFactory factory, int thread) {
        return () -> {
            var random = new SplittableRandom(SEED + thread);
            for (var unit = 0; unit < UNITS / THREADS; unit++) {
                var id = (long) thread * UNITS + unit;
                var kind = random.nextInt(8);
                Tenants.run(tenants.get(random.nextInt(tenants.size())), () -> run(factory, kind, id));
            }
            return UNITS / THREADS;
        };
    }

    private void run(SessionFactory factory, int kind, long id) {
        switch (kind) {
            case 0 -> factory.inTransaction(session -> persist(session, id));
            case 1 -> factory.inStatelessTransaction(session -> session.insert(new Ticket(id)));
            case 2 ->
                fails(() -> factory.inTransaction(session -> {
                    persist(session, id);
                    session.createNativeMutationQuery("no statement at all").executeUpdate();
                }));
            case 3 ->
                fails(() -> factory.inTransaction(session -> {
                    session.createNativeMutationQuery("insert into Ticket (id, tenant) values (%d, 'x')".formatted(id))
                            .executeUpdate();
                    persist(session, id);
                }));
            case 4 ->
                fails(() -> factory.inTransaction(session -> {
                    persist(session, id);
                    throw new PersistenceException("work failed");
                }));
            case 5 ->
                fails(() -> factory.inTransaction(session -> {
                    session.doWork(connection -> connection.abort(Runnable::run));
                    persist(session, id);
                }));
            case 6 -> factory.inSession(session -> session.find(Ticket.class, id));
            default ->
                factory.inSession(session -> assertThat(session.isConnected()).isTrue());
        }
    }

    private void persist(Session session, long id) {
        session.persist(new Ticket(id));
        session.flush();
        most.accumulateAndGet(working.incrementAndGet(), Math::max);
        working.decrementAndGet();
    }

    private static void fails(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(PersistenceException.class);
    }

    private void requireAllReturned(AdmittedDatabases databases) {
        var status = databases.status().get(0);
        assertThat(status.connections()).as("admitted").isZero();
        assertThat(status.waiting()).isZero();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    /** The blade: a connection that is not closed when its work fails is missed. */
    @Test
    void seesThatConnectionIsLost() {
        var databases = databases(AdmissionLimits.of(CONNECTIONS));
        var factory = open(new Changed(databases, AdmittedUnitsTest::neverClosed));
        Tenants.run("t0", () -> run(factory, 4, 1));

        assertThatThrownBy(() -> requireAllReturned(databases)).hasMessageContaining("admitted");
    }

    private static Connection neverClosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                AdmittedUnitsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private record Changed(TenantDatabases databases, UnaryOperator<Connection> change) implements TenantDatabases {

        @Override
        public Connection connection(Tenant tenant) throws SQLException {
            return change.apply(databases.connection(tenant));
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            return databases.dataSource(placement);
        }

        @Override
        public DataSource shared() {
            return databases.shared();
        }

        @Override
        public void close() {
            databases.close();
        }
    }

    /** Sessions throw it as it is, and what was begun goes on. */
    @Test
    void sessionsTellWhoWasTurnedAway() {
        var databases = databases(AdmissionLimits.of(1).withOverflow(Overflow.REJECT));
        var factory = open(databases);

        Tenants.run(
                "t0",
                () -> factory.inTransaction(session -> {
                    persist(session, 1);
                    assertThatThrownBy(() -> factory.inTransaction(second -> persist(second, 2)))
                            .isInstanceOfSatisfying(
                                    AdmissionException.class,
                                    error -> assertThat(error.tenant().value()).isEqualTo("t0"))
                            .satisfies(
                                    error -> assertThat(HibernateExtException.findIn(error, AdmissionException.class))
                                            .isSameAs(error));
                }));

        Tenants.run(
                "t0",
                () -> factory.inSession(
                        session -> assertThat(session.find(Ticket.class, 1)).isNotNull()));
        requireAllReturned(databases);
    }

    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        Ticket() {}

        Ticket(long id) {
            this.id = id;
        }
    }
}
