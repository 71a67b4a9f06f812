/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseServers;
import java.sql.SQLException;

/** A server of its own for one benchmark, behind a pool of two connections. */
record PooledServer(DatabaseServers servers, HikariDataSource pool) implements AutoCloseable {

    /** That of the binaries in a build without a profile for another. */
    static final int USUAL_MAJOR = 18;

    /** The version of PostgreSQL's binaries on the class path. */
    static String version() throws SQLException {
        try (var server = start(DatabaseKind.POSTGRESQL);
                var connection = server.pool.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    static int major(String version) {
        return Integer.parseInt(version.split("\\.", -1)[0]);
    }

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
