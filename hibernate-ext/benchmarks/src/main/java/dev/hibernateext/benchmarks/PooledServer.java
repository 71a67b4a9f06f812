/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;

/** A server of its own for one benchmark, behind a pool of two connections. */
record PooledServer(DatabaseServers servers, HikariDataSource pool) implements AutoCloseable {

    static PooledServer start(DatabaseKind kind) {
        var server = new PooledServer(new DatabaseServers(), new HikariDataSource());
        var target = server.servers.create(kind);
        server.pool.setJdbcUrl(target.url());
        server.pool.setUsername(target.user());
        server.pool.setPassword(target.password());
        server.pool.setMaximumPoolSize(2);
        return server;
    }

    @Override
    public void close() {
        pool.close();
        servers.close();
    }
}
