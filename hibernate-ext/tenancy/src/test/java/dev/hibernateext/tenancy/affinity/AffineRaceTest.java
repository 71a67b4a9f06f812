/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.context.TenantKey;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AffineRaceTest {

    private static final int ROUNDS = 2_000;
    private static final int BORROWERS = 3;

    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();

    @Test
    void leavesNoConnectionOpenWhoeverClosesFirst() throws Exception {
        var threads = Executors.newFixedThreadPool(BORROWERS + 1);
        try {
            for (var round = 0; round < ROUNDS; round++) {
                var connections = new AffineConnections(
                        new DatabaseName("here", "main"), AffinityLimits.of(2), null, Clock.systemUTC());
                var borrowers = IntStream.range(0, BORROWERS)
                        .mapToObj(index -> threads.submit(() -> borrowUntilClosed(connections, index)))
                        .toList();
                var reaper = threads.submit(connections::retireUnused);
                connections.close();
                for (var borrower : borrowers) {
                    assertThat(borrower.get()).contains("closed");
                }
                reaper.get();
                assertThat(opened).as("round %d", round).allMatch(AffineRaceTest::isClosed);
                opened.clear();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String borrowUntilClosed(AffineConnections connections, int index) {
        var tenant = new TenantKey("t" + index);
        while (true) {
            try (Connection connection = connections.checkout(tenant, this::open)) {
                assertThat(connection.isClosed()).isFalse();
            } catch (SQLException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:h2:mem:");
        opened.add(connection);
        return connection;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
