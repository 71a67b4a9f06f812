/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.core.transaction.Retries;
import dev.hibernateext.core.transaction.RetryableFailure;
import dev.hibernateext.core.transaction.TransactionOutcome;
import dev.hibernateext.core.transaction.TransactionOutcomeUnknownException;
import dev.hibernateext.core.transaction.TransactionPolicy;
import dev.hibernateext.core.transaction.Transactions;
import dev.hibernateext.testing.database.PostgresServer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server again and again while eight writers commit, and compares what they were told with what the tables hold. Each
 * transaction writes one row to two tables.
 *
 * <p>The processes die, the operating system does not: what was written to the log but not synchronised survives, so even a
 * server without {@code fsync} would keep what it acknowledged. It is switched on all the same, because only then does {@code
 * commit_delay} work, which makes most kills hit a commit.
 *
 * <p>{@code -Dhibernateext.faults.kills} says how often, to Maven too. A cycle takes about a second. There is
 * no limit on all of them, which a busy machine would miss, but one on each, which a server that hangs misses.
 */
class ServerKillIT {

    private static final System.Logger LOG = System.getLogger(ServerKillIT.class.getName());

    private static final int KILLS = Integer.getInteger("hibernateext.faults.kills", 100);
    private static final int WRITERS = 8;
    private static final Duration LONGEST_CYCLE = Duration.ofMinutes(2);
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "commit_delay", "3000",
            "commit_siblings", "1",
            "log_min_messages", "panic");

    private static final TransactionPolicy POLICY =
            TransactionPolicy.defaults().withOutcomeWait(Duration.ofSeconds(60));
    private static final TransactionPolicy RETRYING = POLICY.withRetries(Retries.upTo(1000)
            .withDelays(Duration.ofMillis(20), Duration.ofMillis(200))
            .withFailures(RetryableFailure.CONNECTION_LOST));

    private final Ledger ledger = new Ledger();
    private final Gate gate = new Gate();
    private final AtomicLong nextId = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);

    @Test
    void losesNothingAcknowledgedAndResolvesWhatGotNoAnswer(@TempDir Path directory) throws Exception {
        var executor = Executors.newFixedThreadPool(WRITERS);
        try (var server = PostgresServer.start(directory.resolve("data"), SETTINGS);
                var pool = pool(server);
                var factory = factory(pool)) {
            var writers = start(executor::submit, factory);
            killRepeatedly(server);
            stopped.set(true);
            for (var writer : writers) {
                writer.get(2, TimeUnit.MINUTES);
            }

            LOG.log(System.Logger.Level.INFO, "{0} kills, seed {1}: {2}", KILLS, Long.toString(seed), ledger);
            assertLedgerMatches(factory);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    private void killRepeatedly(PostgresServer server) throws IOException {
        var random = new Random(seed);
        for (var kill = 0; kill < KILLS; kill++) {
            var target = ledger.acknowledged().size() + 5 + random.nextInt(25);
            Awaitility.await("commits after kill " + kill + ", seed " + seed)
                    .atMost(LONGEST_CYCLE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.acknowledged().size() >= target);
            gate.close();
            server.kill();
            server.restart();
            gate.open();
        }
    }

    private List<Future<?>> start(Submitter executor, SessionFactory factory) {
        var writers = new ArrayList<Future<?>>();
        for (var i = 0; i < WRITERS; i++) {
            var transactions = Transactions.of(factory).with(i % 2 == 0 ? POLICY : RETRYING);
            writers.add(executor.submit(() -> writeUntilStopped(transactions)));
        }
        return writers;
    }

    private void writeUntilStopped(Transactions transactions) {
        try {
            while (!stopped.get()) {
                gate.pass();
                write(transactions, nextId.incrementAndGet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Transactions transactions, long id) {
        var outcome = new ArrayList<TransactionOutcome>();
        ledger.intend(id);
        try {
            transactions.run(transaction -> {
                transaction.onCompletion(outcome::add);
                transaction.session().persist(new Debit(id));
                transaction.session().persist(new Credit(id));
            });
            requireLast(outcome, TransactionOutcome.COMMITTED);
            ledger.acknowledge(id);
        } catch (TransactionOutcomeUnknownException e) {
            requireLast(outcome, TransactionOutcome.UNKNOWN);
            ledger.loseSight(id);
        } catch (PersistenceException e) {
            requireLast(outcome, TransactionOutcome.ROLLED_BACK);
            ledger.fail(id);
        }
    }

    /** A connection may fail before the work has registered its callback; no callback is then called. */
    private static void requireLast(List<TransactionOutcome> outcomes, TransactionOutcome expected) {
        if (!outcomes.isEmpty()) {
            assertThat(outcomes.get(outcomes.size() - 1)).isEqualTo(expected);
        }
    }

    private void assertLedgerMatches(SessionFactory factory) {
        var debits = ids(factory, "Debit");
        var credits = ids(factory, "Credit");
        assertThat(debits).as("both rows or none, seed %s, %s", seed, ledger).isEqualTo(credits);
        assertThat(debits).as("acknowledged, %s", ledger).containsAll(ledger.acknowledged());
        assertThat(debits).as("reported as failed, %s", ledger).doesNotContainAnyElementsOf(ledger.failed());
        assertThat(ledger.unknown()).as("unresolved, %s", ledger).isEmpty();
    }

    private static Set<Long> ids(SessionFactory factory, String entity) {
        return new HashSet<>(factory.fromTransaction(
                session -> session.createSelectionQuery("select e.id from " + entity + " e", Long.class)
                        .getResultList()));
    }

    private static HikariDataSource pool(PostgresServer server) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(server.jdbcUrl());
        pool.setUsername(server.database().user());
        pool.setPassword(server.database().password());
        pool.setMaximumPoolSize(WRITERS + 2);
        pool.setConnectionTimeout(1000);
        return pool;
    }

    private static SessionFactory factory(HikariDataSource pool) {
        return new HibernatePersistenceConfiguration("kills")
                .managedClasses(Debit.class, Credit.class)
                .property("hibernate.connection.datasource", pool)
                .property("hibernate.hbm2ddl.auto", "create")
                .createEntityManagerFactory();
    }

    /** Takes work. */
    @FunctionalInterface
    private interface Submitter {

        Future<?> submit(Runnable work);
    }

    @Entity(name = "Debit")
    static class Debit {

        @Id
        long id;

        Debit() {}

        Debit(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Credit")
    static class Credit {

        @Id
        long id;

        Credit() {}

        Credit(long id) {
            this.id = id;
        }
    }
}
