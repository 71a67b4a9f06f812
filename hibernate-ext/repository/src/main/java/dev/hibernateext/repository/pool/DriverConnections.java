/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of the driver. What it logs on with is known here and to the driver, and to no pool. */
final class DriverConnections implements DataSource {

    private static final String CANNOT_CONNECT = "08001";

    private static final Set<String> KNOWS_LOGIN_TIMEOUT = Set.of("postgresql", "sqlserver");

    private final PoolSettings settings;
    private final Properties properties = new Properties();
    private final List<Secret> secrets = new ArrayList<>();
    private int loginTimeout;

    DriverConnections(PoolSettings settings) {
        this.settings = settings;
        settings.properties().values().forEach((name, value) -> put(name, Secret.of(value), Secret.isNamedBy(name)));
        settings.url().taken().forEach((name, value) -> put(name, value, !name.equals("user")));
        var credentials = settings.credentials();
        if (credentials != null) {
            put("user", Secret.of(credentials.username()), false);
            put("password", credentials.password(), true);
        }
    }

    private void put(String name, Secret value, boolean isSecret) {
        properties.setProperty(name, value.reveal());
        if (isSecret) {
            secrets.add(value);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(properties);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return new DriverConnections(settings.withCredentials(username, password)).getConnection();
    }

    private Connection connect(Properties told) throws SQLException {
        var url = settings.url().text();
        try {
            var connection = DriverManager.getDriver(url).connect(url, told);
            if (connection == null) {
                throw new SQLException(
                        "Cannot connect to " + settings.url() + ": its driver declines.", CANNOT_CONNECT);
            }
            return connection;
        } catch (SQLException e) {
            throw tellsSecret(e) ? withheld(e) : e;
        }
    }

    private boolean tellsSecret(@Nullable Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            var text = cause.toString();
            if (text.contains(settings.url().text()) || secrets.stream().anyMatch(secret -> secret.isIn(text))) {
                return true;
            }
        }
        return error instanceof SQLException sql && tellsSecret(sql.getNextException());
    }

    private SQLException withheld(SQLException error) {
        var text =
                "Cannot connect to %s: the driver failed with SQLSTATE %s and code %d. What it says is withheld, because it repeats the URL or a credential."
                        .formatted(settings.url(), error.getSQLState(), error.getErrorCode());
        var substitute = new SQLException(text, error.getSQLState(), error.getErrorCode());
        substitute.setStackTrace(error.getStackTrace());
        return substitute;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** The drivers of PostgreSQL and SQL Server have a property for it; others have their connect timeout. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
        if (KNOWS_LOGIN_TIMEOUT.contains(settings.url().product())) {
            properties.putIfAbsent("loginTimeout", Integer.toString(seconds));
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Drivers log by themselves.");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Nothing is logged here.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!isWrapperFor(type)) {
            throw new SQLException("Nothing of type %s is wrapped here.".formatted(type.getName()));
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return "connections to " + settings.url();
    }
}
