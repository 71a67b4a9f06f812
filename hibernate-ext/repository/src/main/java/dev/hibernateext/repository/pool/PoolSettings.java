/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool before there is one. Neither its text nor that of any part shows a credential.
 *
 * <pre>{@code
 * var settings = PoolSettings.of("jdbc:postgresql://db/shop")
 *         .withCredentials("shop", password)
 *         .withSize(PoolSize.forDatabase(8, 1).sharedBy(2));
 * PoolReview.of(settings).findings().forEach(finding -> log.warn(finding));
 * }</pre>
 *
 * @param name of the pool, for its threads, logs and metrics; empty for the pool's choice
 * @param url of the database
 * @param credentials or null where the URL or the driver's properties bring them
 * @param size how many connections
 * @param times how long it waits and keeps
 * @param options what else it does
 * @param properties for the driver
 */
public record PoolSettings(
        String name,
        JdbcUrl url,
        @Nullable Credentials credentials,
        PoolSize size,
        PoolTimes times,
        PoolOptions options,
        DriverProperties properties) {

    /**
     * A fixed size of ten connections without auto-commit, and the times of HikariCP. The driver of PostgreSQL is told to keep
     * values out of its errors and to notice dead peers.
     *
     * @param url begins with {@code jdbc:}; credentials in it are taken out
     * @return to be changed
     * @throws IllegalArgumentException if it is no JDBC URL; the message does not repeat it
     */
    public static PoolSettings of(String url) {
        var address = JdbcUrl.of(url);
        return new PoolSettings(
                "",
                address,
                null,
                PoolSize.fixed(PoolSize.DEFAULT),
                PoolTimes.DEFAULT,
                PoolOptions.DEFAULT,
                defaults(address));
    }

    private static DriverProperties defaults(JdbcUrl url) {
        return url.product().equals("postgresql")
                ? DriverProperties.NONE.with("logServerErrorDetail", "false").with("tcpKeepAlive", "true")
                : DriverProperties.NONE;
    }

    /**
     * Another name.
     *
     * @param poolName for threads, logs and metrics
     * @return a changed copy
     */
    public PoolSettings withName(String poolName) {
        return new PoolSettings(poolName, url, credentials, size, times, options, properties);
    }

    /**
     * Who logs on.
     *
     * @param username the database's user
     * @param password shown to the driver only
     * @return a changed copy
     */
    public PoolSettings withCredentials(String username, String password) {
        var user = new Credentials(username, Secret.of(password));
        return new PoolSettings(name, url, user, size, times, options, properties);
    }

    /**
     * Another size.
     *
     * @param connections how many
     * @return a changed copy
     */
    public PoolSettings withSize(PoolSize connections) {
        return new PoolSettings(name, url, credentials, connections, times, options, properties);
    }

    /**
     * Other times.
     *
     * @param waits how long it waits and keeps
     * @return a changed copy
     */
    public PoolSettings withTimes(PoolTimes waits) {
        return new PoolSettings(name, url, credentials, size, waits, options, properties);
    }

    /**
     * Other options.
     *
     * @param choices what else it does
     * @return a changed copy
     */
    public PoolSettings withOptions(PoolOptions choices) {
        return new PoolSettings(name, url, credentials, size, times, choices, properties);
    }

    /**
     * One property of the driver more.
     *
     * @param property the driver's name for it
     * @param value replaces what was there
     * @return a changed copy
     */
    public PoolSettings withProperty(String property, String value) {
        return new PoolSettings(name, url, credentials, size, times, options, properties.with(property, value));
    }

    /** What the driver will go by: a property, or else a parameter of the URL. */
    @Nullable
    String driverSetting(String setting) {
        var property = properties.get(setting);
        return property == null ? url.parameter(setting) : property;
    }

    /**
     * The database without a pool: each call opens a connection of the driver. Errors that repeat the URL or a credential are
     * replaced by one with the same SQLSTATE and code that does not.
     *
     * @return for a pool, or for tests
     */
    public DataSource unpooled() {
        return new DriverConnections(this);
    }
}
