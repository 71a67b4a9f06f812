/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.routing;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** Makes the pool of a database when its first connection is asked for, and keeps it until it is closed itself. */
public final class LazyDatabases implements TenantDatabases {

    private final BiFunction<String, String, DataSource> factory;
    private final DatabaseName shared;
    private final Map<DatabaseName, DataSource> made = new ConcurrentHashMap<>();

    /**
     * Databases whose pools a function makes.
     *
     * @param shared the place with what no tenant owns
     * @param factory makes the pool of a region and a database, both by name; closed with this if it is {@link AutoCloseable};
     *     it throws an {@link UnknownDatabaseException} for what it does not know
     */
    public LazyDatabases(TenantPlacement shared, BiFunction<String, String, DataSource> factory) {
        this.factory = factory;
        this.shared = DatabaseName.of(shared);
    }

    @Override
    public DataSource dataSource(TenantPlacement placement) {
        return pool(DatabaseName.of(placement));
    }

    @Override
    public DataSource shared() {
        return pool(shared);
    }

    private DataSource pool(DatabaseName database) {
        var known = made.get(database);
        return known != null
                ? known
                : made.computeIfAbsent(database, key -> factory.apply(key.region(), key.database()));
    }

    /**
     * Closes the pool of a database, also under those who borrow from it. Whoever asks for a connection then gets one of a new pool.
     *
     * @param placement region and database; nothing happens if they have no pool
     * @throws DatabaseCloseException if it fails to close
     */
    @Override
    public void evict(TenantPlacement placement) {
        var pool = made.remove(DatabaseName.of(placement));
        if (pool != null) {
            var failures = new CloseFailures();
            failures.close(pool);
            failures.report();
        }
    }

    @Override
    public void close() {
        var failures = new CloseFailures();
        made.values().forEach(failures::close);
        made.clear();
        failures.report();
    }
}
