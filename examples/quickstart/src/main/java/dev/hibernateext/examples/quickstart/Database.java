/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The empty database the program works on.
 *
 * @param dataSource opens connections to it
 * @param shutdown ends its server
 */
record Database(DataSource dataSource, AutoCloseable shutdown) implements AutoCloseable {

    /** A database in the memory of this process. */
    static Database h2() {
        var dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        return new Database(dataSource, () -> execute(dataSource, "shutdown"));
    }

    /** A server of its own, unpacked into the temporary folder and stopped at the end. */
    static Database postgresql() throws IOException {
        var server = EmbeddedPostgres.builder()
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Database(server.getPostgresDatabase(), server);
    }

    /** The name and version of the server. */
    String product() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var metaData = connection.getMetaData();
            return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
        }
    }

    @Override
    public void close() throws Exception {
        shutdown.close();
    }

    private static void execute(DataSource dataSource, String command) throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
