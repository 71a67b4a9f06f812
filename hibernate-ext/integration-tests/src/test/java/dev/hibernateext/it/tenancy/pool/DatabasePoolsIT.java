/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePoolSettings;
import dev.hibernateext.tenancy.pool.DatabasePools;
import dev.hibernateext.tenancy.pool.PoolLimits;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabasePoolsIT {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("hibernateext.pools.seconds", 8));

    /** Capacity, borrowers, and how many databases they borrow from at least. */
    private record Load(int maximum, int threads, int databases) {}

    @Test
    void lendsConnectionsOfTwoHundredDatabasesThroughTenPools() throws Exception {
        var mark = UUID.randomUUID().toString().replace("-", "");
        var databases = IntStream.range(0, 200)
                .mapToObj(number -> "d" + number + '_' + mark)
                .toList();
        for (var database : databases) {
            try (var connection = DriverManager.getConnection(memory(database))) {
                fill(connection, database);
            }
        }
        try {
            requirePeace(
                    new TrackedPools((config, database) -> config.setJdbcUrl(memory(database))),
                    databases,
                    new Load(10, 32, 100));
        } finally {
            for (var database : databases) {
                shutDown(database);
            }
        }
    }

    private static String memory(String database) {
        return "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1";
    }

    private static void shutDown(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(memory(database));
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    @Test
    void lendsConnectionsOfDatabasesOfServerThroughFourPools() throws Exception {
        try (var servers = new DatabaseServers()) {
            Map<String, DatabaseUnderTest> databases = new HashMap<>();
            for (var number = 0; number < 24; number++) {
                var database = servers.create(DatabaseKind.POSTGRESQL);
                databases.put("d" + number, database);
                try (var connection = database.connect()) {
                    fill(connection, "d" + number);
                }
            }
            var tracked = new TrackedPools((config, name) -> {
                var database = Objects.requireNonNull(databases.get(name));
                config.setJdbcUrl(database.url());
                config.setUsername(database.user());
                config.setPassword(database.password());
            });
            requirePeace(tracked, List.copyOf(databases.keySet()), new Load(4, 12, 20));
        }
    }

    private static void fill(Connection connection, String database) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table owner (name varchar(80))");
            statement.execute("insert into owner values ('" + database + "')");
        }
    }

    private static void requirePeace(TrackedPools tracked, List<String> databases, Load load) throws Exception {
        var limits = PoolLimits.atMost(load.maximum()).withIdleTimeout(Duration.ofMillis(200));
        var pools = DatabasePools.open(DatabasePoolSettings.of(TenantPlacement.rows("main"), limits, tracked));
        long read;
        try (pools) {
            read = new PoolStorm(pools, databases, load.threads()).blow(TIME);

            assertThat(pools.status().leases()).isZero();
            assertThat(pools.status().waiting()).isZero();
        }

        assertThat(read).isGreaterThan(load.databases());
        assertThat(tracked.faults()).isEmpty();
        assertThat(tracked.most()).isEqualTo(load.maximum());
        assertThat(tracked.open()).isZero();
        assertThat(pools.status().pools()).isEmpty();
        var counts = pools.status().counts();
        assertThat(counts.created()).isEqualTo(counts.evicted()).isGreaterThan(load.databases());
        assertThat(counts.lent()).isGreaterThanOrEqualTo(read);
        assertThat(counts.failed() + counts.gaveUp()).isZero();
    }
}
