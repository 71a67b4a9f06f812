/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.pooler;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A pool that tells which of its connections each thread takes. */
public final class ObservedPool extends HikariDataSource {

    private final Sightings sightings;

    private ObservedPool(HikariConfig config, Sightings sightings) {
        super(config);
        this.sightings = sightings;
    }

    /** A pool of a fixed size. */
    public static ObservedPool of(DatabaseUnderTest database, int connections, Sightings sightings) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new ObservedPool(config, sightings);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        sightings.taken(connection.unwrap(PGConnection.class));
        return connection;
    }
}
