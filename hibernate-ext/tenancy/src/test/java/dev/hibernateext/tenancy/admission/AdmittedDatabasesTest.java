/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.admission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.tenancy.admission.AdmissionEvent.AdmittedLate;
import dev.hibernateext.tenancy.admission.AdmissionEvent.Evicted;
import dev.hibernateext.tenancy.admission.AdmissionEvent.Interrupted;
import dev.hibernateext.tenancy.admission.AdmissionEvent.QueueFull;
import dev.hibernateext.tenancy.admission.AdmissionEvent.TimedOut;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.internal.ForwardingConnection;
import dev.hibernateext.tenancy.routing.ForwardingDatabases;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.tenancy.routing.UnknownDatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdmittedDatabasesTest {

    private static final String MAIN = TenantDatabases.MAIN;

    private final Tenant acme = Tenant.active("acme", TenantPlacement.rows(MAIN));
    private final Tenant globex = Tenant.active("globex", TenantPlacement.schema(MAIN, "globex"));
    private final List<AdmissionEvent> events = new CopyOnWriteArrayList<>();
    private final List<Connection> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws SQLException {
        for (var connection : open) {
            connection.close();
        }
    }

    private static DataSource pool() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }

    private AdmissionPolicy policy(AdmissionLimits limits) {
        return AdmissionPolicy.of(limits).withListener(events::add);
    }

    private AdmittedDatabases databases(AdmissionLimits limits) {
        return new AdmittedDatabases(TenantDatabases.single(MAIN, pool()), policy(limits));
    }

    private Connection taken(TenantDatabases databases, Tenant tenant) throws SQLException {
        var connection = databases.connection(tenant);
        open.add(connection);
        return connection;
    }

    private CompletableFuture<Connection> waiting(AdmittedDatabases databases, Tenant tenant) {
        var before = waiting(databases);
        var request = new CompletableFuture<Connection>();
        start(request, databases, tenant);
        while (waiting(databases) == before && !request.isDone()) {
            Thread.onSpinWait();
        }
        return request;
    }

    private Thread start(CompletableFuture<Connection> request, AdmittedDatabases databases, Tenant tenant) {
        var thread = new Thread(() -> {
            try {
                request.complete(taken(databases, tenant));
            } catch (Throwable e) {
                request.completeExceptionally(e);
            }
        });
        thread.start();
        return thread;
    }

    private static int waiting(AdmittedDatabases databases) {
        return databases.status().stream().mapToInt(AdmissionStatus::waiting).sum();
    }

    private static int connections(AdmittedDatabases databases) {
        return databases.status().get(0).connections();
    }

    private static AdmissionException refused(CompletableFuture<Connection> request) {
        var error = catchThrowableOfType(ExecutionException.class, request::get);
        return (AdmissionException) requireNonNull(error.getCause());
    }

    @Test
    void letsNextOneThroughWhenConnectionIsClosed() throws Exception {
        var databases = databases(AdmissionLimits.of(1));
        var first = taken(databases, acme);
        var second = waiting(databases, globex);
        assertThat(second).isNotDone();

        first.close();

        assertThat(second.get().isValid(1)).isTrue();
        assertThat(events).singleElement().isInstanceOf(AdmittedLate.class);
        assertThat(events.get(0).tenant()).isEqualTo(globex);
        assertThat(events.get(0).load().connections()).isOne();
    }

    @Test
    void countsConnectionOnceHoweverItEnds() throws Exception {
        var databases = databases(AdmissionLimits.of(2));
        var other = taken(databases, acme);
        var connection = taken(databases, acme);

        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        assertThat(connections(databases)).isOne();
        connection.close();
        connection.close();

        assertThat(connections(databases)).isOne();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        other.close();
        assertThat(connections(databases)).isZero();
    }

    /** Of a pool that has one connection back when it is closed. */
    private static final class Pooled extends ForwardingConnection {

        private final List<String> events;

        Pooled(List<String> events) {
            this.events = events;
        }

        @Override
        protected Connection delegate() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort(Executor executor) {
            executor.execute(() -> events.add("aborted"));
        }

        @Override
        public void close() {
            events.add("back in the pool");
        }
    }

    @Test
    void letsNextOneThroughWhenThePoolHasTheAbortedOneBack() throws Exception {
        var happened = new ArrayList<String>();
        var databases = new AdmittedDatabases(
                new ForwardingDatabases(TenantDatabases.single(MAIN, pool())) {
                    @Override
                    public Connection connection(Tenant tenant) {
                        return new Pooled(happened);
                    }
                },
                policy(AdmissionLimits.of(1)));
        var commands = new ArrayList<Runnable>();
        var connection = databases.connection(acme);

        connection.abort(commands::add);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connections(databases)).isOne();
        commands.forEach(Runnable::run);

        assertThat(happened).containsExactly("aborted", "back in the pool");
        assertThat(connections(databases)).isZero();
        connection.close();
        assertThat(happened).hasSize(2);
        assertThat(connections(databases)).isZero();
    }

    @Test
    void countsNoConnectionThatCannotBeHad() {
        var refusing = new TenantDatabases() {
            @Override
            public DataSource dataSource(TenantPlacement placement) {
                throw UnknownDatabaseException.of(placement);
            }

            @Override
            public Connection connection(Tenant tenant) throws SQLException {
                if (tenant.equals(acme)) {
                    throw new SQLTransientConnectionException("no answer");
                }
                return TenantDatabases.super.connection(tenant);
            }

            @Override
            public DataSource shared() {
                return pool();
            }

            @Override
            public void close() {}
        };
        var databases = new AdmittedDatabases(refusing, policy(AdmissionLimits.of(1)));

        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(SQLTransientConnectionException.class);
        assertThatThrownBy(() -> databases.connection(globex)).isInstanceOf(UnknownDatabaseException.class);

        assertThat(connections(databases)).isZero();
        assertThat(databases.status().get(0).counts().admitted()).isEqualTo(2);
    }

    @Test
    void behavesAsTheConnectionWithin() throws Exception {
        var databases = databases(AdmissionLimits.of(1));
        var connection = taken(databases, acme);

        assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
        assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
        }
        try (var statement = connection.prepareStatement("insert into t values (?)")) {
            statement.setInt(1, 7);
            statement.execute();
        }
        connection.rollback();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(connection.getSchema()).isEqualTo("PUBLIC");
    }

    @Test
    void turnsAwayWhoFindsNoRoom() throws Exception {
        var databases = databases(AdmissionLimits.of(1).withWaiting(1));
        taken(databases, acme);
        var first = waiting(databases, acme);

        var error = refused(waiting(databases, acme));

        assertThat(error.code()).isEqualTo("tenancy.admission-full");
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.tenant()).isEqualTo(acme.key());
        assertThat(error.event()).isInstanceOf(QueueFull.class);
        assertThat(error)
                .hasMessage(
                        "Tenant 'acme' got no connection to database 'main' in region 'default': there was no room to wait (1 of 1 connections taken, 1 by the tenant; 1 of 1 waiting, 1 of the tenant). Repeat the work later, raise the limits that are reached, or let the tenant ask for less at once.");
        assertThat(error.toProblem()).containsKey("waitedMillis");
        assertThat(events).singleElement().isEqualTo(error.event());
        assertThat(first).isNotDone();
    }

    @Test
    void leavesRoomForOthersInTheQueue() throws Exception {
        var databases = databases(AdmissionLimits.of(1).withWaiting(2));
        taken(databases, acme);
        var first = waiting(databases, acme);
        var second = waiting(databases, acme);

        start(new CompletableFuture<>(), databases, globex);

        assertThat(refused(second).event()).isInstanceOf(QueueFull.class);
        assertThat(first).isNotDone();
        assertThat(databases.status().get(0).tenants())
                .extracting(load -> load.tenant().value(), TenantLoad::waiting)
                .containsExactlyInAnyOrder(tuple("acme", 1), tuple("globex", 1));
    }

    @Test
    void letsNobodyWait() throws Exception {
        var databases = databases(AdmissionLimits.of(1).withOverflow(Overflow.REJECT));
        taken(databases, acme);

        assertThatThrownBy(() -> databases.connection(globex))
                .isInstanceOf(AdmissionException.class)
                .hasMessageContaining("nobody may wait for one");
        assertThat(databases.status().get(0).counts()).isEqualTo(new AdmissionCounts(1, 1, 0, 0, 0));
    }

    @Test
    void evictsWhoHasWaitedLongest() throws Exception {
        var databases = databases(AdmissionLimits.of(1).withWaiting(1).withOverflow(Overflow.EVICT));
        taken(databases, acme);
        var first = waiting(databases, acme);

        start(new CompletableFuture<>(), databases, globex);

        var error = refused(first);
        assertThat(error.code()).isEqualTo("tenancy.admission-evicted");
        assertThat(error.event()).isInstanceOf(Evicted.class);
    }

    @Test
    void endsWaitAtTimeout() throws Exception {
        var timeout = Duration.ofMillis(20);
        var databases = databases(AdmissionLimits.of(1).withTimeout(timeout));
        taken(databases, acme);

        var error = catchThrowableOfType(AdmissionException.class, () -> databases.connection(acme));

        assertThat(error.code()).isEqualTo("tenancy.admission-timeout");
        assertThat(error).hasMessageContaining("its turn did not come within 20 ms");
        assertThat(error.event()).isInstanceOf(TimedOut.class);
        assertThat(error.event().waited()).isGreaterThanOrEqualTo(timeout);
        assertThat(waiting(databases)).isZero();
    }

    @Test
    void endsWaitOfInterruptedThreadAndKeepsItsFlag() throws Exception {
        var databases = databases(AdmissionLimits.of(1));
        taken(databases, acme);
        var work = new FutureTask<>(() -> {
            var error = catchThrowableOfType(AdmissionException.class, () -> databases.connection(acme));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return error;
        });
        var thread = new Thread(work);
        thread.start();
        while (waiting(databases) == 0) {
            Thread.onSpinWait();
        }

        thread.interrupt();

        assertThat(work.get().code()).isEqualTo("tenancy.admission-interrupted");
        assertThat(events).singleElement().isInstanceOf(Interrupted.class);
    }

    @Test
    void interruptedThreadStillTakesWhatIsFree() throws Exception {
        var databases = databases(AdmissionLimits.of(1));
        Thread.currentThread().interrupt();
        try {
            assertThat(taken(databases, acme).isClosed()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void keepsTenantWithinItsPlan() throws Exception {
        var limits = AdmissionLimits.of(3).withTimeout(Duration.ofMillis(1));
        var databases = new AdmittedDatabases(
                TenantDatabases.single(MAIN, pool()),
                policy(limits)
                        .withTenants(tenant -> new TenantLimits(tenant.plan().equals("team") ? 2 : 1, 5)));
        taken(databases, acme);

        assertThatThrownBy(() -> databases.connection(acme))
                .hasMessageContaining("1 of 3 connections taken, 1 of 1 by the tenant; 0 of 1000 waiting, 0 of 5");
        taken(databases, acme.withPlan("team"));
        assertThatThrownBy(() -> databases.connection(acme.withPlan("team"))).isInstanceOf(AdmissionException.class);
        taken(databases, globex);
        assertThat(databases.status().get(0).tenants())
                .contains(new TenantLoad(acme.key(), 2, 0, new TenantLimits(2, 5)));
    }

    @Test
    void asksRulesBeforeAllElse() {
        var databases = new AdmittedDatabases(
                TenantDatabases.single(MAIN, pool()),
                policy(AdmissionLimits.of(1)).withRule(AdmissionRule.NONE.and(tenant -> {
                    throw UnknownDatabaseException.of(tenant.placement());
                })));

        assertThatThrownBy(() -> databases.connection(acme)).isInstanceOf(UnknownDatabaseException.class);
        assertThat(databases.status()).isEmpty();
    }

    @Test
    void survivesListenerThatFails() throws Exception {
        var databases = new AdmittedDatabases(
                TenantDatabases.single(MAIN, pool()),
                AdmissionPolicy.of(AdmissionLimits.of(1)).withListener(event -> {
                    throw new UnsupportedOperationException();
                }));
        var first = taken(databases, acme);
        var second = waiting(databases, acme);

        first.close();

        assertThat(second.get()).isNotNull();
    }

    @Test
    void givesBackWhatItsListenerBreaksOff() throws Exception {
        var databases = new AdmittedDatabases(
                TenantDatabases.single(MAIN, pool()),
                AdmissionPolicy.of(AdmissionLimits.of(1)).withListener(event -> {
                    throw new AssertionError("listener");
                }));
        var first = taken(databases, acme);
        var second = waiting(databases, acme);

        first.close();

        assertThatThrownBy(second::get).hasRootCauseMessage("listener");
        assertThat(connections(databases)).isZero();
    }

    @Test
    void limitsEachDatabaseByItself() throws Exception {
        var databases = new AdmittedDatabases(
                TenantDatabases.single(MAIN, pool()),
                policy(AdmissionLimits.of(1))
                        .withDatabases(
                                place -> AdmissionLimits.of(place.region().equals("eu") ? 2 : 1)));
        var european = Tenant.active("umbrella", new TenantPlacement.Rows("eu", MAIN));
        taken(databases, acme);
        taken(databases, european);
        taken(databases, european);

        assertThat(databases.status())
                .extracting(AdmissionStatus::region, AdmissionStatus::database, AdmissionStatus::connections)
                .containsExactly(tuple("default", MAIN, 1), tuple("eu", MAIN, 2));
    }

    @Test
    void letsWorkWithoutTenantPass() throws Exception {
        var databases = databases(AdmissionLimits.of(1).withOverflow(Overflow.REJECT));
        taken(databases, acme);

        open.add(databases.shared().getConnection());
        open.add(databases.dataSource(acme.placement()).getConnection());

        assertThat(connections(databases)).isOne();
        databases.close();
    }

    @Test
    void tellsHowLongTheFirstHasWaited() throws Exception {
        var databases = databases(AdmissionLimits.of(1));
        taken(databases, acme);
        assertThat(databases.status().get(0).longestWait()).isZero();

        var first = waiting(databases, acme);

        assertThat(first).isNotDone();
        assertThat(databases.status().get(0).longestWait()).isPositive();
        assertThat(databases.status().get(0).limits()).isEqualTo(AdmissionLimits.of(1));
    }

    @Test
    void refusesLimitsThatLimitNothing() {
        var limits = AdmissionLimits.of(1);
        assertThatThrownBy(() -> AdmissionLimits.of(0))
                .isInstanceOfSatisfying(
                        InvalidAdmissionException.class,
                        error -> assertThat(error.limit()).isEqualTo("connections"))
                .hasMessage("The admission limit 'connections' is 0. Make it at least 1.");
        assertThatThrownBy(() -> limits.withWaiting(-1)).hasMessageContaining("'waiting' is -1");
        for (var timeout : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(2))) {
            assertThatThrownBy(() -> limits.withTimeout(timeout)).hasMessageContaining("'timeout' is " + timeout);
        }
        assertThatThrownBy(() -> new TenantLimits(0, 1)).hasMessageContaining("'tenant connections' is 0");
        assertThatThrownBy(() -> new TenantLimits(1, 0)).hasMessageContaining("'tenant waiting' is 0");
    }
}
