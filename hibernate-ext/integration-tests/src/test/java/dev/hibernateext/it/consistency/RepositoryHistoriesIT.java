/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.it.consistency.ElementList.Unversioned;
import dev.hibernateext.it.consistency.ElementList.Versioned;
import dev.hibernateext.it.consistency.RecordedTransaction.Append;
import dev.hibernateext.it.consistency.RecordedTransaction.Operation;
import dev.hibernateext.it.consistency.RecordedTransaction.Outcome;
import dev.hibernateext.it.consistency.RecordedTransaction.Read;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What clients of repositories see while they write the same rows and connections fail. A pool that is closed may still be making a
 * connection, which is not to be taken for a leak.
 */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {Versioned.class, Unversioned.class},
        leakCheck = false)
class RepositoryHistoriesIT {

    private static final int CLIENTS = 6;
    private static final int TRANSACTIONS = Integer.getInteger("hibernateext.transactions", 60);
    private static final List<String> LISTS =
            IntStream.range(0, 8).mapToObj(each -> "list" + each).toList();

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);

    @ParameterizedTest
    @EnumSource
    void showNothingThatTheIsolationForbids(Isolation isolation, SessionFactoryScope scope) throws Exception {
        scope.inTransaction(session -> LISTS.forEach(list -> session.persist(new Versioned(list))));

        var history = history(isolation, scope);

        assertThat(HistoryChecker.check(history))
                .as("seed %d", seed)
                .noneMatch(found -> isolation.forbidden(scope.database().kind()).contains(found.anomaly()));
        assertThat(appends(history, Outcome.COMMITTED))
                .as("seed %d", seed)
                .hasSizeGreaterThan(TRANSACTIONS / 10)
                .isSubsetOf(readAtTheEnd(history));
    }

    private List<RecordedTransaction> history(Isolation isolation, SessionFactoryScope scope) throws Exception {
        var history = new ArrayList<RecordedTransaction>();
        var faults = scope.dataSource().faults();
        try (var pool = pool(scope, isolation);
                var pooled =
                        scope.openAnother(settings -> settings.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool))) {
            var numbers = new AtomicInteger();
            var clients = IntStream.range(0, CLIENTS)
                    .mapToObj(each -> new ListClient(pooled, faults, numbers, new Random(seed + each)))
                    .map(RepositoryHistoriesIT::transactions)
                    .toList();
            var executor = Executors.newFixedThreadPool(CLIENTS);
            try {
                for (var part : executor.invokeAll(clients)) {
                    history.addAll(part.get());
                }
            } finally {
                executor.shutdownNow();
                faults.disarm();
            }
        }
        history.add(endOf(scope));
        return history;
    }

    private static Callable<List<RecordedTransaction>> transactions(ListClient client) {
        return () -> Stream.generate(() -> client.transact(LISTS))
                .limit(TRANSACTIONS)
                .toList();
    }

    private static RecordedTransaction endOf(SessionFactoryScope scope) {
        var rows = scope.fromTransaction(session ->
                Repository.<Versioned, String>of(session, Versioned.class).getAll(LISTS));
        var reads = rows.items().stream()
                .map(each -> (Operation) new Read(each.name, each.elements()))
                .toList();
        return new RecordedTransaction(0, Outcome.COMMITTED, reads);
    }

    private static List<Append> readAtTheEnd(List<RecordedTransaction> history) {
        return history.get(history.size() - 1).operations().stream()
                .map(Read.class::cast)
                .flatMap(read -> read.elements().stream().map(each -> new Append(read.list(), each)))
                .toList();
    }

    private static List<Append> appends(List<RecordedTransaction> history, Outcome outcome) {
        return history.stream()
                .filter(each -> each.outcome() == outcome)
                .flatMap(each -> each.operations().stream())
                .filter(Append.class::isInstance)
                .map(Append.class::cast)
                .toList();
    }

    @Test
    void areFoundToLoseAnUpdateWithoutAVersion(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Unversioned("a")));

        var history = twoAtOnce(scope, Unversioned.class);

        assertThat(HistoryChecker.anomalies(history)).as("%s", history).containsExactly(Anomaly.LOST_UPDATE);
    }

    @Test
    void loseNoUpdateWithAVersion(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Versioned("a")));

        var history = twoAtOnce(scope, Versioned.class);

        assertThat(HistoryChecker.anomalies(history)).as("%s", history).isEmpty();
    }

    /** Both read before either writes. */
    private static List<RecordedTransaction> twoAtOnce(SessionFactoryScope scope, Class<? extends ElementList> type) {
        try (var first = scope.openSession();
                var second = scope.openSession()) {
            var seenFirst = begin(first, type);
            var seenSecond = begin(second, type);
            return List.of(append(first, seenFirst, 1), append(second, seenSecond, 2), readAll(scope, type));
        }
    }

    private static ElementList begin(Session session, Class<? extends ElementList> type) {
        session.beginTransaction();
        return Repository.of(session, type).find("a").orElseThrow();
    }

    private static RecordedTransaction append(Session session, ElementList row, int element) {
        var operations = List.<Operation>of(new Read("a", row.elements()), new Append("a", element));
        row.append(element);
        try {
            session.getTransaction().commit();
            return new RecordedTransaction(element, Outcome.COMMITTED, operations);
        } catch (RollbackException e) {
            return new RecordedTransaction(element, Outcome.ROLLED_BACK, operations);
        }
    }

    private static RecordedTransaction readAll(SessionFactoryScope scope, Class<? extends ElementList> type) {
        var elements = scope.fromTransaction(
                session -> Repository.of(session, type).find("a").orElseThrow().elements());
        return new RecordedTransaction(0, Outcome.COMMITTED, List.of(new Read("a", elements)));
    }

    private static HikariDataSource pool(SessionFactoryScope scope, Isolation isolation) {
        var pool = new HikariDataSource();
        pool.setDataSource(scope.dataSource());
        pool.setMaximumPoolSize(CLIENTS);
        pool.setTransactionIsolation("TRANSACTION_" + isolation);
        return pool;
    }

    enum Isolation {
        READ_COMMITTED,
        SERIALIZABLE;

        /** With a version on every row. A serializable transaction of H2 is one of snapshot isolation. */
        Set<Anomaly> forbidden(DatabaseKind kind) {
            return this == SERIALIZABLE
                    ? EnumSet.range(Anomaly.INTERNAL, kind == DatabaseKind.H2 ? Anomaly.G_SINGLE : Anomaly.G2)
                    : EnumSet.range(Anomaly.INTERNAL, Anomaly.LOST_UPDATE);
        }
    }
}
