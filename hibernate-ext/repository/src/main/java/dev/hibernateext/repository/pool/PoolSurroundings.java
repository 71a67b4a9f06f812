/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a pool cannot know of itself. Where something is unknown, the rules that need it find nothing.
 *
 * @param load who uses the pool, or null
 * @param database what the server allows, or null
 * @param requestDeadline when a caller of the application gives up, or null
 * @param hibernateTrustsAutoCommitOff whether {@code hibernate.connection.provider_disables_autocommit} is set
 */
public record PoolSurroundings(
        @Nullable Load load,
        @Nullable Database database,
        @Nullable Duration requestDeadline,
        boolean hibernateTrustsAutoCommitOff) {

    /** Nothing is known. */
    public static final PoolSurroundings UNKNOWN = new PoolSurroundings(null, null, null, false);

    /**
     * With a load.
     *
     * @param known who uses the pool
     * @return a changed copy
     */
    public PoolSurroundings with(Load known) {
        return new PoolSurroundings(known, database, requestDeadline, hibernateTrustsAutoCommitOff);
    }

    /**
     * With a database.
     *
     * @param known what the server allows
     * @return a changed copy
     */
    public PoolSurroundings with(Database known) {
        return new PoolSurroundings(load, known, requestDeadline, hibernateTrustsAutoCommitOff);
    }

    /**
     * With a deadline.
     *
     * @param known when a caller of the application gives up
     * @return a changed copy
     */
    public PoolSurroundings with(Duration known) {
        return new PoolSurroundings(load, database, known, hibernateTrustsAutoCommitOff);
    }

    /**
     * With {@code hibernate.connection.provider_disables_autocommit} set.
     *
     * @return a changed copy
     */
    public PoolSurroundings withTrustInAutoCommitOff() {
        return new PoolSurroundings(load, database, requestDeadline, true);
    }

    /**
     * Who uses the pool.
     *
     * @param instances of the application, each with such a pool
     * @param threads of one instance that use it at once
     * @param connectionsEach how many one thread holds at most; 2 with {@code REQUIRES_NEW}
     */
    public record Load(int instances, int threads, int connectionsEach) {}

    /**
     * What the server allows.
     *
     * @param connections it gives to this application, such as {@code max_connections} less those reserved
     * @param cores of the server, or 0 if not known
     * @param idleLimit after which it, or what is between, drops an idle connection, or null
     * @param isBehindTransactionPooler whether a pooler such as PgBouncer gives a server connection for one transaction only
     */
    public record Database(
            int connections, int cores, @Nullable Duration idleLimit, boolean isBehindTransactionPooler) {}
}
