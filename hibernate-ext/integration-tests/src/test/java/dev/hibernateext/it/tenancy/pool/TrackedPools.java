/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.pool.PoolFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Opens pools of HikariCP that write down when they are asked for a connection too late, or closed too early. */
final class TrackedPools implements PoolFactory {

    private static final int CONNECTIONS = 64;

    private final Driver driver;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    TrackedPools(Driver driver) {
        this.driver = driver;
    }

    /** Says how to connect to a database. */
    @FunctionalInterface
    interface Driver {

        void configure(HikariConfig config, String database);
    }

    @Override
    public DataSource open(DatabaseName database) {
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        var config = new HikariConfig();
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        driver.configure(config, database.database());
        return new Tracked(config, database, faults::add);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Pools that are open now. */
    int open() {
        return open.get();
    }

    /** The most pools that were open at once. */
    int most() {
        return most.get();
    }

    private final class Tracked extends HikariDataSource {

        private final DatabaseName database;
        private final Consumer<String> fault;

        Tracked(HikariConfig config, DatabaseName database, Consumer<String> fault) {
            super(config);
            this.database = database;
            this.fault = fault;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isClosed()) {
                fault.accept("asked after it was closed: " + database);
            }
            return super.getConnection();
        }

        @Override
        public void close() {
            if (!isClosed()) {
                if (getHikariPoolMXBean().getActiveConnections() > 0) {
                    fault.accept("closed under a borrower: " + database);
                }
                super.close();
                open.decrementAndGet();
            }
        }
    }
}
