/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.database;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * At most one server of each kind, started when the first database on it is asked for, stopped by {@link #close()}.
 *
 * <p>A server comes from the first of these that is there: the JDBC URL in the environment variable
 * {@code HIBERNATE_EXT_TEST_POSTGRESQL_URL} (with {@code _USER} and {@code _PASSWORD}; the same for {@code MARIADB}), a
 * container if Testcontainers is on the class path and Docker answers, the embedded server whose binaries are on the class
 * path. H2 is always in memory.
 *
 * <p>Safe for use by many threads.
 */
public final class DatabaseServers implements AutoCloseable {

    /** Guarded by {@code this}. */
    private final Map<DatabaseKind, DatabaseServer> running = new EnumMap<>(DatabaseKind.class);

    private final Map<String, String> environment;

    /** With the variables of this process. */
    public DatabaseServers() {
        this(System.getenv());
    }

    /**
     * With other variables than those of this process.
     *
     * @param environment by name, as {@link DatabaseKind#variable} gives it
     */
    public DatabaseServers(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A new database of a name nobody else has, also where several JVMs share the server. Starts the server if it does not
     * run yet: about a second for PostgreSQL, five for MariaDB, more when the binaries are unpacked for the first time.
     *
     * @param kind the product
     * @return the empty database, to be given back by {@link #drop}
     * @throws DatabaseUnavailableException if there is no server to be had or it refuses
     */
    public DatabaseUnderTest create(DatabaseKind kind) {
        var unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return server(kind).create("hibernate_ext_" + unique.toLowerCase(Locale.ROOT));
    }

    /**
     * Removes a database and what is in it; sessions still connected to it end.
     *
     * @param database one that {@link #create} gave
     * @throws DatabaseUnavailableException if the server refuses
     */
    public void drop(DatabaseUnderTest database) {
        server(database.kind()).drop(database);
    }

    /** Stops the servers this object started; one given by URL is left running. */
    @Override
    public synchronized void close() {
        running.values().forEach(DatabaseServer::close);
        running.clear();
    }

    private synchronized DatabaseServer server(DatabaseKind kind) {
        return running.computeIfAbsent(kind, this::start);
    }

    private DatabaseServer start(DatabaseKind kind) {
        if (kind == DatabaseKind.H2) {
            return new H2Memory();
        }
        var url = environment.get(kind.variable("URL"));
        return url == null ? ServerSource.firstAvailable(kind).start() : given(kind, url);
    }

    private DatabaseServer given(DatabaseKind kind, String url) {
        var user = environment.getOrDefault(kind.variable("USER"), "");
        var password = environment.getOrDefault(kind.variable("PASSWORD"), "");
        return new NetworkServer(new DatabaseUnderTest(kind, url, user, password), () -> {});
    }
}
