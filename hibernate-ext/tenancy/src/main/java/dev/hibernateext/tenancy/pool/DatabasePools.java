/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.routing.DatabaseCloseException;
import dev.hibernateext.tenancy.routing.DatabasesStatus;
import dev.hibernateext.tenancy.routing.TenantDatabases;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A pool for each database, opened when its first connection is asked for. No more are open than {@link PoolLimits} says: where
 * another is needed, the one used least recently is closed. Each connection is a lease of its pool, and only a pool that has no
 * connection out is closed.
 *
 * <p>Where all have borrowers, those who need another pool wait, and one that lends stops doing so until it can be closed. Every
 * wait ends within {@link PoolLimits#waitTimeout}. The shared database is beside all limits and keeps its pool.
 *
 * <pre>{@code
 * var limits = PoolLimits.atMost(50).withIdleTimeout(Duration.ofMinutes(5));
 * var pools = DatabasePools.open(DatabasePoolSettings.of(TenantPlacement.rows("main"), limits, this::pool));
 * }</pre>
 *
 * <p>For use by many threads. Connections fail with {@link UnreachableDatabaseException}, {@link PoolsExhaustedException} and
 * {@link PoolsClosedException}.
 */
public final class DatabasePools implements TenantDatabases {

    private final DatabaseName shared;
    private final PoolDesk desk;
    private final Map<DatabaseName, DataSource> sources = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(1, PoolThreads.here());
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private DatabasePools(DatabasePoolSettings settings) {
        this.shared = settings.shared();
        this.desk = new PoolDesk(settings, new PoolTable(settings.shared(), settings.limits()));
        var period = settings.limits().idleTimeout().dividedBy(2).toNanos() + 1;
        var unused = sweeper.scheduleWithFixedDelay(this::evictIdle, period, period, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins without any pool.
     *
     * @param settings what to open, and how much of it
     * @return to be closed by the session factory it is given to, or by the caller
     */
    public static DatabasePools open(DatabasePoolSettings settings) {
        return new DatabasePools(settings);
    }

    /**
     * The connections of one database. Nothing is opened before the first is asked for, which is when an unknown database is an
     * {@link dev.hibernateext.tenancy.routing.UnknownDatabaseException}.
     *
     * @param placement region and database
     * @return to be kept as long as anyone likes: it holds no pool; the same one until {@link #evict}
     */
    @Override
    public DataSource dataSource(TenantPlacement placement) {
        return source(DatabaseName.of(placement));
    }

    @Override
    public DataSource shared() {
        return source(shared);
    }

    private DataSource source(DatabaseName database) {
        var known = sources.get(database);
        return known != null ? known : sources.computeIfAbsent(database, added -> new LeasedSource(desk, added));
    }

    /**
     * Closes the pool of a database once its borrowers are done, for one that was moved or dropped, or has another password.
     * Whoever asks for a connection meanwhile waits, and gets one of a new pool.
     *
     * @param placement region and database; nothing happens if they have no pool
     */
    @Override
    public void evict(TenantPlacement placement) {
        sources.remove(DatabaseName.of(placement));
        desk.tellTime((pools, now) -> pools.evict(DatabaseName.of(placement), now));
    }

    /** Closes the pools that are idle too long by the clock, which happens by itself too, every half of the idle time-out. */
    public void evictIdle() {
        desk.tellTime(PoolTable::evictIdle);
    }

    /**
     * What the pools are doing.
     *
     * @return all of one moment
     */
    public PoolsStatus status() {
        return desk.ask(PoolTable::status);
    }

    @Override
    public List<DatabasesStatus> statuses() {
        return List.of(status());
    }

    /**
     * Lends no more, waits for borrowers at most for {@link PoolLimits#closeTimeout}, and closes all pools, also under those who
     * still borrow then.
     *
     * @throws DatabaseCloseException if pools fail to close, or take longer than {@link
     *     PoolLimits#waitTimeout}
     */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            sweeper.shutdownNow();
            var failures = desk.close();
            if (!failures.isEmpty()) {
                throw DatabaseCloseException.of(failures);
            }
        }
    }
}
