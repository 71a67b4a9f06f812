/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.tenancy.admission.AdmissionCounts;
import dev.hibernateext.tenancy.admission.AdmissionEvent.QueueFull;
import dev.hibernateext.tenancy.admission.AdmissionException;
import dev.hibernateext.tenancy.admission.AdmissionLimits;
import dev.hibernateext.tenancy.admission.AdmissionPolicy;
import dev.hibernateext.tenancy.admission.AdmittedDatabases;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server takes connections and never says a word. Whoever wants one hears of it in time. */
class FrozenDatabaseIT {

    private static final int REQUESTS = 10_000;
    private static final int THREADS = 1_000;
    private static final Duration TURN = Duration.ofMillis(200);
    private static final Duration POOL = Duration.ofMillis(250);

    /** A thousand threads have two cores here; exact times are those of the simulation. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final AdmissionLimits LIMITS =
            AdmissionLimits.of(10).withWaiting(600).withTimeout(TURN);

    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private HikariDataSource pool;
    private AdmittedDatabases databases;

    private final AtomicLong full = new AtomicLong();
    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    @BeforeEach
    void freeze() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var listening = new Thread(this::listen);
        listening.setDaemon(true);
        listening.start();
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:%d/frozen".formatted(server.getLocalPort()));
        config.setMaximumPoolSize(LIMITS.connections());
        config.setConnectionTimeout(POOL.toMillis());
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
        databases =
                new AdmittedDatabases(TenantDatabases.single(TenantDatabases.MAIN, pool), AdmissionPolicy.of(LIMITS));
    }

    private void listen() {
        try {
            while (true) {
                held.add(server.accept());
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    @AfterEach
    void thaw() throws IOException {
        server.close();
        for (var socket : held) {
            socket.close();
        }
        pool.close();
    }

    @Test
    void allRequestsEnd() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < THREADS; number++) {
            var tenant = Tenant.active("t" + number % 20, TenantPlacement.rows(TenantDatabases.MAIN));
            var thread = new Thread(() -> IntStream.range(0, REQUESTS / THREADS).forEach(round -> request(tenant)));
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(full.get() + timedOut.get() + failed.get()).isEqualTo(REQUESTS);
        assertThat(timedOut).hasPositiveValue();
        assertThat(Duration.ofNanos(longestNanos.get()))
                .isLessThan(TURN.plus(POOL).plus(LATE));
        assertThat(databases.status()).singleElement().satisfies(status -> {
            assertThat(status.counts()).isEqualTo(new AdmissionCounts(failed.get(), full.get(), 0, timedOut.get(), 0));
            assertThat(status.connections()).isZero();
            assertThat(status.tenants()).isEmpty();
        });
    }

    private void request(Tenant tenant) {
        var began = System.nanoTime();
        try (var connection = databases.connection(tenant)) {
            throw new AssertionError("The server is frozen, and yet gave " + connection);
        } catch (AdmissionException e) {
            (e.event() instanceof QueueFull ? full : timedOut).incrementAndGet();
        } catch (SQLTransientConnectionException e) {
            failed.incrementAndGet();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
    }
}
