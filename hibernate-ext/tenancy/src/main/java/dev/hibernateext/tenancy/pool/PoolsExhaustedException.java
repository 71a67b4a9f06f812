/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.pool;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.tenancy.catalog.DatabaseName;
import dev.hibernateext.tenancy.deadline.Deadline;
import dev.hibernateext.tenancy.pool.PoolStatus.State;
import java.util.Map;

/**
 * A database got no pool in time, since all that may be open have borrowers or are being closed. Code: {@code
 * tenancy.pools-exhausted}, status 503.
 */
public final class PoolsExhaustedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final DatabaseName database;
    private final transient PoolsStatus state;

    private PoolsExhaustedException(DatabaseName database, PoolsStatus state, String message) {
        super("tenancy.pools-exhausted", message, null);
        this.database = database;
        this.state = state;
    }

    static PoolsExhaustedException of(DatabaseName database, PoolLimits limits, PoolsStatus state, Deadline deadline) {
        return new PoolsExhaustedException(
                database,
                state,
                "The database '%s' got no pool within %d ms: %d pools lend %d connections, %d are being drained or closed, and %d callers wait. PoolLimits.maximum is %d: raise it, or give connections back earlier.%s"
                        .formatted(
                                database,
                                deadline.length().toMillis(),
                                in(state, State.OPEN),
                                state.leases(),
                                in(state, State.DRAINING) + in(state, State.CLOSING),
                                state.waiting(),
                                limits.maximum(),
                                deadline.account()));
    }

    private static long in(PoolsStatus status, State state) {
        return status.pools().stream().filter(pool -> pool.state() == state).count();
    }

    /**
     * Whose pool was waited for.
     *
     * @return the database
     */
    public DatabaseName database() {
        return database;
    }

    /**
     * What the pools were doing.
     *
     * @return their state when the caller gave up
     */
    public PoolsStatus state() {
        return state;
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("database", database.toString());
    }
}
