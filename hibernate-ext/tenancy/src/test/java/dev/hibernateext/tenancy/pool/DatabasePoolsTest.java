/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import dev.hibernateext.tenancy.routing.DatabaseCloseException;
import dev.hibernateext.tenancy.routing.UnknownDatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabasePoolsTest {

    private static final PoolLimits LIMITS =
            PoolLimits.atMost(2).withWaitTimeout(Duration.ofSeconds(20)).withCloseTimeout(Duration.ofSeconds(20));
    private static final Duration SHORT = Duration.ofMillis(30);

    private final FakePools fake = new FakePools();
    private final List<DatabasePools> opened = new ArrayList<>();

    private DatabasePools pools(PoolLimits limits) {
        return pools(limits, fake);
    }

    private DatabasePools pools(PoolLimits limits, PoolListener listener) {
        var settings = DatabasePoolSettings.of(TenantPlacement.rows("main"), limits, fake);
        opened.add(DatabasePools.open(settings.withListener(listener)));
        return opened.get(opened.size() - 1);
    }

    @AfterEach
    void close() {
        fake.refusals.clear();
        opened.forEach(DatabasePools::close);
    }

    private static Connection connection(DatabasePools pools, String database) throws SQLException {
        return pools.connection(Tenant.active("of-" + database, TenantPlacement.database(database)));
    }

    /** Borrows and gives back. */
    private static void use(DatabasePools pools, String database) throws SQLException {
        connection(pools, database).close();
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "borrower");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Until the pools are in a state, which they come to by themselves. */
    private static PoolsStatus await(DatabasePools pools, Predicate<PoolsStatus> state) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        var status = pools.status();
        while (!state.test(status)) {
            assertThat(System.nanoTime())
                    .as("waited for another state than " + status)
                    .isLessThan(end);
            LockSupport.parkNanos(100_000);
            status = pools.status();
        }
        return status;
    }

    @Test
    void opensPoolOfDatabaseOnceAndWhenNeeded() throws SQLException {
        var pools = pools(LIMITS);
        DataSource source = pools.dataSource(TenantPlacement.schema("one", "acme"));
        assertThat(fake.events).isEmpty();

        use(pools, "one");
        source.getConnection().close();
        source.getConnection("user", "password").close();

        assertThat(fake.events).containsExactly("created one");
        assertThat(pools.status().counts().lent()).isEqualTo(3);
    }

    @Test
    void evictsPoolUsedLeastRecently() throws SQLException {
        var pools = pools(LIMITS);
        use(pools, "one");
        use(pools, "two");
        use(pools, "one");
        use(pools, "three");

        assertThat(fake.events).containsExactly("created one", "created two", "evicted two CAPACITY", "created three");
    }

    @Test
    void keepsPoolOfSharedDatabaseBesideMaximum() throws SQLException {
        var pools = pools(LIMITS);
        pools.shared().getConnection().close();
        use(pools, "one");
        use(pools, "two");
        use(pools, "three");
        pools.dataSource(TenantPlacement.rows("main")).getConnection().close();

        assertThat(fake.events)
                .containsExactly("created main", "created one", "created two", "evicted one CAPACITY", "created three");
    }

    @Test
    void waitsUntilBorrowerIsDone() throws Exception {
        var pools = pools(PoolLimits.atMost(1));
        var borrowed = connection(pools, "one");
        var second = inThread(() -> connection(pools, "two"));

        await(pools, status -> status.waiting() == 1);
        assertThat(pools.status().pools()).extracting(PoolStatus::state).containsExactly(State.DRAINING);
        assertThat(borrowed.getCatalog()).isEqualTo("one");
        assertThat(second).isNotDone();
        borrowed.close();

        try (var connection = second.get(20, TimeUnit.SECONDS)) {
            assertThat(connection.getCatalog()).isEqualTo("two");
        }
        assertThat(fake.events).containsExactly("created one", "evicted one CAPACITY", "created two");
    }

    @Test
    void lendsToBorrowerOfDrainingPoolWhoWouldWaitForItself() throws Exception {
        var pools = pools(PoolLimits.atMost(1));
        var outer = connection(pools, "one");
        var other = inThread(() -> connection(pools, "two"));
        await(pools, status -> status.waiting() == 1);

        use(pools, "one");
        var stranger = inThread(() -> connection(pools, "one"));
        await(pools, status -> status.waiting() == 2);
        outer.close();

        other.get(20, TimeUnit.SECONDS).close();
        stranger.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void stopsDrainingWhenNobodyNeedsPlaceAnyMore() throws Exception {
        var pools = pools(PoolLimits.atMost(1).withWaitTimeout(SHORT));
        try (var borrowed = connection(pools, "one")) {
            var other = inThread(() -> connection(pools, "two"));
            assertThatThrownBy(() -> other.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(PoolsExhaustedException.class);

            assertThat(pools.status().pools()).extracting(PoolStatus::state).containsExactly(State.OPEN);
            inThread(() -> connection(pools, "one")).get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void tellsWhatPoolsDoToThoseWhoWaitInVain() throws SQLException {
        var pools = pools(PoolLimits.atMost(1).withWaitTimeout(SHORT));
        try (var borrowed = connection(pools, "one")) {
            assertThatExceptionOfType(PoolsExhaustedException.class)
                    .isThrownBy(() -> connection(pools, "two"))
                    .withMessageContaining("'default/two'")
                    .withMessageContaining("PoolLimits.maximum is 1")
                    .withMessageContaining("30 ms")
                    .satisfies(error -> {
                        assertThat(error.status()).isEqualTo(503);
                        assertThat(error.database().database()).isEqualTo("two");
                        assertThat(error.state().leases()).isOne();
                        assertThat(error.toProblem()).containsEntry("database", "default/two");
                    });
            assertThat(borrowed.getCatalog()).isEqualTo("one");
        }
        assertThat(pools.status().counts().gaveUp()).isOne();
    }

    @Test
    void tellsAllWhoWaitThatPoolCannotBeOpenedAndTriesAgain() throws Exception {
        var pools = pools(LIMITS);
        var waitForBoth = new CountDownLatch(1);
        fake.delay = () -> await(waitForBoth);
        fake.refusals.put("open one", FakePools.refusal());
        var first = inThread(() -> connection(pools, "one"));
        var second = inThread(() -> connection(pools, "one"));
        await(pools, status -> status.waiting() == 2);
        waitForBoth.countDown();

        for (var asked : List.of(first, second)) {
            assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .extracting(Throwable::getCause)
                    .isInstanceOfSatisfying(UnreachableDatabaseException.class, DatabasePoolsTest::requireLikeCause);
        }
        fake.refusals.clear();
        use(pools, "one");
        assertThat(fake.events).containsExactly("failed one", "created one");
        assertThat(pools.status().counts().failed()).isOne();
    }

    private static void requireLikeCause(UnreachableDatabaseException error) {
        assertThat(error.getMessage()).contains("'default/one'").doesNotContain(FakePools.SECRET);
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(error.getErrorCode()).isEqualTo(42);
        assertThat(error.database().database()).isEqualTo("one");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void waitsForPoolThatOpensTooSlowlyOnlyAsLongAsItMay() throws Exception {
        var pools = pools(PoolLimits.atMost(1).withWaitTimeout(SHORT));
        var opens = new CountDownLatch(1);
        fake.delay = () -> await(opens);

        assertThatExceptionOfType(UnreachableDatabaseException.class)
                .isThrownBy(() -> connection(pools, "one"))
                .withMessageContaining("PoolLimits.waitTimeout")
                .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("08001"));
        opens.countDown();
        await(pools, status -> status.counts().created() == 1);
        use(pools, "one");
    }

    @Test
    void saysThatDatabaseIsUnknown() {
        var pools = pools(LIMITS);
        fake.refusals.put("open moon", UnknownDatabaseException.of(TenantPlacement.database("moon")));

        assertThatThrownBy(() -> connection(pools, "moon"))
                .isInstanceOf(UnknownDatabaseException.class)
                .hasMessageContaining("'moon'");
    }

    @Test
    void endsLeaseOfConnectionThatPoolDoesNotGive() throws SQLException {
        var pools = pools(PoolLimits.atMost(1));
        fake.refusals.put("connect one", FakePools.refusal());

        assertThatThrownBy(() -> connection(pools, "one"))
                .isInstanceOfSatisfying(UnreachableDatabaseException.class, DatabasePoolsTest::requireLikeCause);
        assertThat(pools.status().leases()).isZero();
        use(pools, "two");
    }

    @Test
    void endsLeaseOnceHoweverConnectionEnds() throws SQLException {
        var pools = pools(LIMITS);
        var kept = connection(pools, "one");
        var closed = connection(pools, "one");
        closed.close();
        closed.close();
        closed.abort(Runnable::run);
        assertThat(pools.status().leases()).isOne();

        var aborted = connection(pools, "one");
        List<Runnable> delayed = new ArrayList<>();
        aborted.abort(delayed::add);
        assertThat(fake.lent).as("what may still be aborted").hasValue(2);
        assertThat(pools.status().leases()).isEqualTo(2);
        delayed.forEach(Runnable::run);
        aborted.close();

        assertThat(fake.lent).as("what the pool got back").hasValue(1);
        assertThat(pools.status().leases()).isOne();
        assertThat(aborted.isClosed()).isTrue();
        assertThatThrownBy(closed::createStatement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getSQLState()).isEqualTo("08003"));
        assertThatThrownBy(() -> closed.setClientInfo("name", "value")).isInstanceOf(SQLException.class);
        kept.close();
    }

    @Test
    void endsIdlePoolsByClockExceptMinimum() throws SQLException {
        var clock = new SetClock();
        var limits = PoolLimits.atMost(3).withMinimum(1).withIdleTimeout(Duration.ofHours(1));
        var pools = DatabasePools.open(DatabasePoolSettings.of(TenantPlacement.rows("main"), limits, fake)
                .withListener(fake)
                .withClock(clock));
        opened.add(pools);
        pools.shared().getConnection().close();
        use(pools, "one");
        try (var borrowed = connection(pools, "two")) {
            clock.advance(Duration.ofMinutes(40));
            use(pools, "three");
            clock.advance(Duration.ofMinutes(30));
            pools.evictIdle();
            await(pools, status -> status.counts().evicted() == 1);
            clock.advance(Duration.ofMinutes(40));
            pools.evictIdle();
            await(pools, status -> status.counts().evicted() == 2);
        }
        clock.advance(Duration.ofHours(2));
        pools.evictIdle();

        assertThat(fake.events).endsWith("created three", "evicted one IDLE", "evicted three IDLE");
        assertThat(pools.status().pools())
                .extracting(pool -> pool.database().database())
                .containsExactly("main", "two");
    }

    @Test
    void endsIdlePoolsByItself() throws SQLException {
        var pools = pools(LIMITS.withIdleTimeout(Duration.ofMillis(5)));
        use(pools, "one");

        await(pools, status -> status.counts().evicted() == 1);
        assertThat(fake.events).containsExactly("created one", "evicted one IDLE");
    }

    @Test
    void replacesPoolOnRequestWhenBorrowersAreDone() throws Exception {
        var pools = pools(LIMITS);
        var borrowed = connection(pools, "one");
        pools.evict(TenantPlacement.database("one"));
        pools.evict(TenantPlacement.database("none"));
        var next = inThread(() -> connection(pools, "one"));
        await(pools, status -> status.waiting() == 1);
        assertThat(borrowed.getCatalog()).isEqualTo("one");
        borrowed.close();

        next.get(20, TimeUnit.SECONDS).close();
        assertThat(fake.events).containsExactly("created one", "evicted one REQUESTED", "created one");
    }

    @Test
    void worksOnThoughListenerFails() throws SQLException {
        var pools = pools(PoolLimits.atMost(1), new PoolListener() {
            @Override
            public void created(DatabaseName database, Duration took) {
                throw new IllegalStateException("deaf");
            }

            @Override
            public void evicted(DatabaseName database, EvictionReason reason) {
                throw new AssertionError("deaf");
            }

            @Override
            public void failed(DatabaseName database, Throwable failure) {
                throw new IllegalStateException("deaf");
            }
        });
        fake.refusals.put("open three", FakePools.refusal());
        use(pools, "one");
        use(pools, "two");

        assertThatThrownBy(() -> connection(pools, "three")).isInstanceOf(UnreachableDatabaseException.class);
        use(pools, "four");
    }

    @Test
    void refusesEverybodyAfterClose() throws Exception {
        var pools = pools(PoolLimits.atMost(1));
        var borrowed = connection(pools, "one");
        var waiter = inThread(() -> connection(pools, "two"));
        await(pools, status -> status.waiting() == 1);
        var closing = inThread(() -> {
            pools.close();
            return true;
        });

        assertThatThrownBy(() -> waiter.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(PoolsClosedException.class);
        assertThatExceptionOfType(PoolsClosedException.class)
                .isThrownBy(() -> connection(pools, "one"))
                .withMessageContaining("'default/one'")
                .satisfies(error -> assertThat(error.status()).isEqualTo(503));
        assertThat(borrowed.getCatalog()).isEqualTo("one");
        borrowed.close();

        assertThat(closing.get(20, TimeUnit.SECONDS)).isTrue();
        pools.close();
        assertThat(fake.events).containsExactly("created one", "evicted one CLOSED");
        assertThat(pools.status().pools()).isEmpty();
    }

    @Test
    void closesUnderBorrowersWhoTakeTooLong() throws SQLException {
        var pools = pools(LIMITS.withCloseTimeout(Duration.ZERO));
        var borrowed = connection(pools, "one");
        pools.close();

        assertThatThrownBy(borrowed::getCatalog).hasMessage("Cut off");
        borrowed.close();
        assertThat(fake.events).containsExactly("created one", "evicted one CLOSED");
    }

    @Test
    void closesAllPoolsThoughOneFails() throws SQLException {
        var pools = pools(LIMITS);
        use(pools, "one");
        use(pools, "two");
        fake.refusals.put("close one", FakePools.refusal());

        assertThatThrownBy(pools::close)
                .isInstanceOf(DatabaseCloseException.class)
                .hasMessageContaining("1 pools")
                .hasMessageNotContaining(FakePools.SECRET);
        assertThat(fake.events).contains("failed one", "evicted one CLOSED", "evicted two CLOSED");
    }

    @Test
    void endsWaitOfInterruptedThread() throws Exception {
        var pools = pools(PoolLimits.atMost(1));
        try (var borrowed = connection(pools, "one")) {
            var waiter = inThread(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> connection(pools, "two"))
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("'default/two'");
                return Thread.currentThread().isInterrupted();
            });
            assertThat(waiter.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(pools.status().waiting()).isZero();
        }
    }

    @Test
    void doesNotShowPoolThatMayBeClosedAtAnyTime() throws SQLException {
        var source = pools(LIMITS).shared();

        assertThat(source.isWrapperFor(AutoCloseable.class)).isFalse();
        assertThat(source.unwrap(DataSource.class)).isSameAs(source);
        assertThatThrownBy(() -> source.unwrap(AutoCloseable.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> source.setLoginTimeout(1)).isInstanceOf(SQLException.class);
    }
}
