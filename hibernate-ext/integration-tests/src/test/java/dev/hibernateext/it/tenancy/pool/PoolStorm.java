/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.pool.DatabasePools;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Threads that borrow connections of databases, some more popular than others, and look whose rows they find there. */
final class PoolStorm {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);
    private static final int SKEW = 3;

    private final DatabasePools pools;
    private final List<String> databases;
    private final int threads;

    PoolStorm(DatabasePools pools, List<String> databases, int threads) {
        this.pools = pools;
        this.databases = databases;
        this.threads = threads;
    }

    /** Blows for a while. Returns how many rows were read, each of which was of the right database. */
    long blow(Duration time) throws Exception {
        var end = System.nanoTime() + time.toNanos();
        var workers = Executors.newFixedThreadPool(threads);
        try {
            var work = new ArrayList<Callable<Long>>();
            for (var i = 0; i < threads; i++) {
                var random = new Random(SEED + i);
                work.add(() -> borrowUntil(end, random));
            }
            var read = 0L;
            for (var thread : workers.invokeAll(work)) {
                read += thread.get();
            }
            return read;
        } finally {
            workers.shutdownNow();
        }
    }

    private long borrowUntil(long end, Random random) throws SQLException {
        var read = 0L;
        while (System.nanoTime() < end) {
            var database = databases.get((int) (databases.size() * Math.pow(random.nextDouble(), SKEW)));
            var tenant = Tenant.active("t" + databases.indexOf(database), TenantPlacement.database(database));
            borrow(tenant, random, random.nextInt(8) == 0 ? 2 : 1);
            read++;
        }
        return read;
    }

    /** Some hold a connection while they ask for another one, some end it roughly. */
    private void borrow(Tenant tenant, Random random, int connections) throws SQLException {
        try (var connection = pools.connection(tenant)) {
            requireOwner(connection, tenant);
            if (connections > 1) {
                borrow(tenant, random, connections - 1);
                requireOwner(connection, tenant);
            }
            if (random.nextInt(50) == 0) {
                connection.abort(Runnable::run);
            }
        }
    }

    private static void requireOwner(Connection connection, Tenant tenant) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from owner")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(tenant.placement().database());
        }
    }
}
