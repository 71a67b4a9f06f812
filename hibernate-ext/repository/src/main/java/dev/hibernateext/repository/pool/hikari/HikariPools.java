/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool.hikari;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernateext.repository.pool.Credentials;
import dev.hibernateext.repository.pool.DriverProperties;
import dev.hibernateext.repository.pool.JdbcUrl;
import dev.hibernateext.repository.pool.PoolOptions;
import dev.hibernateext.repository.pool.PoolSettings;
import dev.hibernateext.repository.pool.PoolSize;
import dev.hibernateext.repository.pool.PoolTimes;
import dev.hibernateext.repository.pool.Secret;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pools of HikariCP. */
public final class HikariPools {

    private HikariPools() {}

    /**
     * Opens a pool. Where it cannot reach the database, it fails at once if the settings say so.
     *
     * @param settings of the pool
     * @return to be closed by the caller
     * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if the database does not answer or refuses; the
     *     error shows no credential
     */
    public static HikariDataSource open(PoolSettings settings) {
        return new HikariDataSource(config(settings));
    }

    /**
     * The settings as HikariCP has them, to be added to. URL and credentials are behind its data source, where HikariCP cannot log
     * them.
     *
     * @param settings of the pool
     * @return to open a pool with
     */
    public static HikariConfig config(PoolSettings settings) {
        var config = new HikariConfig();
        if (!settings.name().isEmpty()) {
            config.setPoolName(settings.name());
        }
        config.setDataSource(settings.unpooled());
        config.setMaximumPoolSize(settings.size().maximum());
        config.setMinimumIdle(settings.size().minimumIdle());
        setTimes(config, settings.times());
        setOptions(config, settings.options());
        return config;
    }

    private static void setTimes(HikariConfig config, PoolTimes times) {
        config.setConnectionTimeout(times.connectionTimeout().toMillis());
        config.setValidationTimeout(times.validationTimeout().toMillis());
        config.setIdleTimeout(times.idleTimeout().toMillis());
        config.setMaxLifetime(times.maxLifetime().toMillis());
        config.setKeepaliveTime(times.keepaliveTime().toMillis());
        config.setLeakDetectionThreshold(times.leakDetectionThreshold().toMillis());
    }

    private static void setOptions(HikariConfig config, PoolOptions options) {
        config.setAutoCommit(options.autoCommit());
        config.setConnectionTestQuery(options.testQuery());
        config.setConnectionInitSql(options.initSql());
        config.setInitializationFailTimeout(options.failFast() ? 1 : -1);
        config.setAllowPoolSuspension(options.suspendable());
    }

    /**
     * Reads settings made elsewhere, for a {@link dev.hibernateext.repository.pool.PoolReview review}.
     *
     * @param config with a JDBC URL; values HikariCP has corrected are read as corrected, so before a pool is opened with it
     * @return the same settings
     * @throws IllegalArgumentException if it names no JDBC URL
     */
    public static PoolSettings settings(HikariConfig config) {
        var url = config.getJdbcUrl();
        if (url == null) {
            throw new IllegalArgumentException(
                    "Cannot read a configuration without jdbcUrl: it is not known what its data source connects to.");
        }
        var name = config.getPoolName();
        return new PoolSettings(
                name == null ? "" : name,
                JdbcUrl.of(url),
                credentials(config),
                size(config),
                times(config),
                options(config),
                properties(config));
    }

    private static @Nullable Credentials credentials(HikariConfig config) {
        var username = config.getUsername();
        var password = config.getPassword();
        return username == null ? null : new Credentials(username, Secret.of(password == null ? "" : password));
    }

    /** HikariCP has -1 for sizes that were not set. */
    private static PoolSize size(HikariConfig config) {
        var maximum = config.getMaximumPoolSize() < 1 ? 10 : config.getMaximumPoolSize();
        return new PoolSize(maximum, config.getMinimumIdle() < 0 ? maximum : config.getMinimumIdle());
    }

    private static PoolTimes times(HikariConfig config) {
        return new PoolTimes(
                wait(config),
                Duration.ofMillis(config.getValidationTimeout()),
                idle(config),
                Duration.ofMillis(config.getMaxLifetime()),
                Duration.ofMillis(config.getKeepaliveTime()),
                Duration.ofMillis(config.getLeakDetectionThreshold()));
    }

    /** HikariCP turns zero into the largest number of milliseconds an int holds. */
    private static Duration wait(HikariConfig config) {
        var timeout = config.getConnectionTimeout();
        return timeout == Integer.MAX_VALUE ? Duration.ZERO : Duration.ofMillis(timeout);
    }

    /** The default does nothing to a pool of fixed size, and nobody set it. */
    private static Duration idle(HikariConfig config) {
        var timeout = Duration.ofMillis(config.getIdleTimeout());
        var isDefault = timeout.toMillis() == new HikariConfig().getIdleTimeout();
        return isDefault && size(config).equals(PoolSize.fixed(size(config).maximum())) ? Duration.ZERO : timeout;
    }

    private static PoolOptions options(HikariConfig config) {
        return new PoolOptions(
                config.isAutoCommit(),
                config.getConnectionTestQuery(),
                config.getConnectionInitSql(),
                config.getInitializationFailTimeout() >= 0,
                config.isAllowPoolSuspension());
    }

    private static DriverProperties properties(HikariConfig config) {
        var values = new TreeMap<String, String>();
        config.getDataSourceProperties().forEach((name, value) -> values.put(name.toString(), value.toString()));
        return new DriverProperties(values);
    }
}
