/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.tenancy.affinity.AffineDatabases;
import dev.hibernateext.tenancy.affinity.AffinityLimits;
import dev.hibernateext.tenancy.affinity.StatementLimits;
import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the server keeps prepared is bounded for each tenant, in number and time. The driver prepares from the first execution on. */
@HibernateExtTest(databases = DatabaseKind.POSTGRESQL)
class StatementLimitsIT {

    private static final int MOST = 3;
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final StatementLimits LIMITS = new StatementLimits(MOST, TTL);
    private static final String UNCACHED = "prepareThreshold=1&preparedStatementCacheQueries=0";
    private static final String CACHED = "prepareThreshold=1";

    /** Of the session that asks. */
    private static final String PREPARED =
            "select statement, prepare_time::text from pg_prepared_statements where statement like '%/* t_ */'";

    private final DatabaseUnderTest database;
    private final MutableClock clock = MutableClock.startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    StatementLimitsIT(SessionFactoryScope scope) {
        this.database = scope.database();
    }

    /** With one connection, which all tenants share. */
    private AffineDatabases open(String parameters, @Nullable StatementLimits statements, Clock time) {
        var url = database.url() + (database.url().contains("?") ? "&" : "?") + parameters;
        var pool = AffineDatabasesIT.pool(
                new DatabaseUnderTest(database.kind(), url, database.user(), database.password()), 2);
        return new AffineDatabases(
                TenantDatabases.single(TenantDatabases.MAIN, pool), AffinityLimits.of(1), statements, time);
    }

    private static Tenant tenant(int number) {
        return Tenant.active("t" + number, TenantPlacement.schema(TenantDatabases.MAIN, "t" + number));
    }

    /** A statement of a tenant's, by number. */
    private static String text(int tenant, int number) {
        return "select " + number + " where ? > 0 /* t" + tenant + " */";
    }

    private static void use(AffineDatabases databases, int tenant, int... numbers) throws SQLException {
        try (var connection = databases.connection(tenant(tenant))) {
            for (var number : numbers) {
                assertThat(value(connection, text(tenant, number))).isEqualTo(number);
            }
        }
    }

    private static int value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return value(statement);
        }
    }

    private static int value(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 1);
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    /** The texts the backend has prepared, and when. */
    private static Map<String, String> prepared(AffineDatabases databases) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var connection = databases.connection(tenant(9));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(PREPARED)) {
            while (rows.next()) {
                found.put(rows.getString(1).replace("$1", "?"), rows.getString(2));
            }
        }
        return found;
    }

    private static List<String> texts(int tenant, int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> text(tenant, number)).toList();
    }

    @Test
    void keepsWhatATenantUses() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            use(databases, 1, 1, 2);
            var before = prepared(databases);
            use(databases, 1, 1, 2, 1, 2);

            assertThat(prepared(databases)).isEqualTo(before).containsOnlyKeys(texts(1, 1, 2));
            assertThat(databases.status().get(0).statements()).isEqualTo(2);
        }
    }

    @Test
    void closesWhatATenantUsedLongestAgo() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            use(databases, 1, 1, 2);
            use(databases, 2, IntStream.range(0, 50).toArray());
            use(databases, 1, 1, 3, 4);

            var expected = new TreeMap<String, String>();
            texts(1, 1, 3, 4).forEach(text -> expected.put(text, ""));
            texts(2, 47, 48, 49).forEach(text -> expected.put(text, ""));
            assertThat(prepared(databases)).containsOnlyKeys(expected.keySet());
            assertThat(databases.status().get(0).statements()).isEqualTo(2 * MOST);
        }
    }

    /** The blade: with the driver's cache, a tenant with many texts pushes out those of others. */
    @Test
    void wouldLoseThemToATenantWithManyTexts() throws SQLException {
        try (var databases = open(CACHED, null, clock)) {
            use(databases, 1, 1);
            use(databases, 2, IntStream.range(0, 300).toArray());

            assertThat(prepared(databases)).hasSizeGreaterThan(250).doesNotContainKeys(text(1, 1));
        }
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            use(databases, 1, 1);
            use(databases, 2, IntStream.range(0, 300).toArray());

            assertThat(prepared(databases)).hasSize(MOST + 1).containsKeys(text(1, 1));
        }
    }

    @Test
    void closesWhatNobodyUsesForItsTimeToLive() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            use(databases, 1, 1);
            use(databases, 2, 1, 2);
            clock.advance(TTL.dividedBy(2));
            use(databases, 2, 2);
            clock.advance(TTL.dividedBy(2).minusMillis(1));
            assertThat(prepared(databases)).hasSize(3);
            clock.advance(TTL.dividedBy(4));
            assertThat(prepared(databases)).isNotEmpty();

            assertThat(prepared(databases)).containsOnlyKeys(texts(2, 2));
            assertThat(databases.status().get(0).statements()).isOne();
        }
    }

    @Test
    void closesThemOnConnectionsNobodyUses() throws SQLException {
        var limits = new StatementLimits(MOST, Duration.ofMillis(200));
        try (var databases = open(UNCACHED, limits, Clock.systemUTC())) {
            use(databases, 1, 1, 2, 3);
            assertThat(databases.status().get(0).statements()).isEqualTo(3);
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThat(databases.status().get(0).statements()).isZero());
            assertThat(prepared(databases)).isEmpty();
        }
    }

    @Test
    void givesAStatementAsItWas() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            try (var connection = databases.connection(tenant(1))) {
                var statement = connection.prepareStatement(text(1, 1));
                statement.setFetchSize(3);
                statement.setMaxRows(1);
                statement.setQueryTimeout(7);
                statement.setInt(1, 5);
                statement.addBatch();
                var rows = statement.executeQuery();
                statement.close();
                statement.close();
                assertThat(statement.isClosed()).isTrue();
                assertThat(rows.isClosed()).isTrue();
                assertThatThrownBy(statement::executeQuery).hasMessageContaining("closed");
            }
            try (var connection = databases.connection(tenant(1));
                    var statement = connection.prepareStatement(text(1, 1))) {
                assertThat(databases.status().get(0).statements()).isZero();
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(statement.getFetchSize()).isZero();
                assertThat(statement.getMaxRows()).isZero();
                assertThat(statement.getQueryTimeout()).isZero();
                assertThat(statement.executeBatch()).isEmpty();
                assertThatThrownBy(statement::executeQuery).hasMessageContaining("No value specified for parameter 1");
            }
        }
    }

    @Test
    void keepsNeitherWhatFailedNorWhatCannotBeSetBack() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock);
                var connection = databases.connection(tenant(1))) {
            try (var failing = connection.prepareStatement("select 1 / ?")) {
                failing.setInt(1, 0);
                assertThatThrownBy(failing::executeQuery).hasMessageContaining("division by zero");
            }
            try (var named = connection.prepareStatement(text(1, 1))) {
                named.setCursorName("mine");
            }
            try (var unwrapped = connection.prepareStatement(text(1, 1))) {
                unwrapped.unwrap(PreparedStatement.class);
            }
            assertThat(databases.status().get(0).statements()).isZero();
        }
    }

    @Test
    void closesWhatIsInUseWithItsConnection() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock)) {
            PreparedStatement left;
            try (var connection = databases.connection(tenant(1))) {
                left = connection.prepareStatement(text(1, 1));
                assertThat(value(left)).isOne();
            }
            assertThat(left.isClosed()).isTrue();
            left.close();
            assertThat(databases.status().get(0).statements()).isZero();
            assertThat(prepared(databases)).isEmpty();
        }
    }

    @Test
    void givesTwoAtATimeToOneWhoAsksTwice() throws SQLException {
        try (var databases = open(UNCACHED, LIMITS, clock);
                var connection = databases.connection(tenant(1))) {
            try (var first = connection.prepareStatement(text(1, 1));
                    var second = connection.prepareStatement(text(1, 1))) {
                assertThat(first).isNotEqualTo(second);
                assertThat(value(first) + value(second)).isEqualTo(2);
            }
            assertThat(databases.status().get(0).statements()).isOne();
        }
    }

    @Entity(name = "Stone")
    static class Stone {

        @Id
        long id;
    }
}
