/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.internal.ForwardingConnection;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads at the gate that are admitted, time out, give way and are interrupted at the same moment. */
@Timeout(120)
class AdmissionRaceTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int THREADS = 12;
    private static final int REQUESTS = 2_000;
    private static final int CONNECTIONS = 3;
    private static final int OWN = 2;

    private final AtomicInteger[] running =
            IntStream.range(0, 4).mapToObj(tenant -> new AtomicInteger()).toArray(AtomicInteger[]::new);
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger beyond = new AtomicInteger();
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** The same connection each time: to make one would take longest of all. */
    private record Always(Connection connection) implements TenantDatabases {

        @Override
        public Connection connection(Tenant tenant) {
            return new Unclosed(connection);
        }

        @Override
        public DataSource dataSource(TenantPlacement placement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataSource shared() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    private static final class Unclosed extends ForwardingConnection {

        private final Connection connection;

        Unclosed(Connection connection) {
            this.connection = connection;
        }

        @Override
        protected Connection delegate() {
            return connection;
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostBetweenThreads(Overflow overflow) throws Exception {
        var limits = AdmissionLimits.of(CONNECTIONS)
                .withWaiting(6)
                .withTimeout(Duration.ofNanos(200_000))
                .withOverflow(overflow);
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        try (var connection = source.getConnection()) {
            var databases = new AdmittedDatabases(
                    new Always(connection), AdmissionPolicy.of(limits).withTenants(tenant -> new TenantLimits(OWN, 3)));
            var threads = IntStream.range(0, THREADS)
                    .mapToObj(number -> new Thread(() -> requests(databases, new SplittableRandom(SEED + number))))
                    .toList();
            threads.forEach(Thread::start);
            disturb(threads);

            var status = databases.status().get(0);
            assertThat(status.connections()).isZero();
            assertThat(status.tenants()).isEmpty();
            assertThat(beyond).as("requests beyond a limit").hasValue(0);
            assertThat(status.counts().admitted()).isEqualTo(admitted.get()).isPositive();
            assertThat(status.counts().decided()).isEqualTo(THREADS * REQUESTS);
            assertThat(admitted.get() + refused.get()).isEqualTo(THREADS * REQUESTS);
        }
    }

    private static void disturb(List<Thread> threads) throws InterruptedException {
        var random = new SplittableRandom(SEED);
        for (var thread : threads) {
            while (thread.isAlive()) {
                threads.get(random.nextInt(threads.size())).interrupt();
                thread.join(1);
            }
        }
    }

    private void requests(AdmittedDatabases databases, SplittableRandom random) {
        for (var request = 0; request < REQUESTS; request++) {
            var number = random.nextInt(running.length);
            request(databases, number, random.nextInt(200));
            Thread.interrupted();
        }
    }

    private void count(AtomicInteger counter, int limit) {
        if (counter.incrementAndGet() > limit) {
            beyond.incrementAndGet();
        }
    }

    private void request(AdmittedDatabases databases, int number, int work) {
        var tenant = Tenant.active("t" + number, TenantPlacement.rows("main"));
        try (var connection = databases.connection(tenant)) {
            admitted.incrementAndGet();
            count(together, CONNECTIONS);
            count(running[number], OWN);
            IntStream.range(0, work).forEach(turn -> Thread.onSpinWait());
            running[number].decrementAndGet();
            together.decrementAndGet();
        } catch (AdmissionException e) {
            refused.incrementAndGet();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
