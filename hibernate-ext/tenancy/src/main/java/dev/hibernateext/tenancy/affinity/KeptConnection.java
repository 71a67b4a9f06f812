/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.tenancy.deadline.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A connection of the pool that is not given back after each use. Used by one thread at a time. */
final class KeptConnection {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.tenancy");

    private static final int VALIDATION_SECONDS = 5;
    private static final long MILLIS = 1_000;

    private final Connection pooled;
    private final @Nullable KeptStatements statements;
    private final Instant opened;
    private final Map<ConnectionProperty, Object> found = new EnumMap<>(ConnectionProperty.class);
    private final Map<ConnectionProperty, Object> left = new EnumMap<>(ConnectionProperty.class);
    private Instant used;

    KeptConnection(Connection pooled, @Nullable KeptStatements statements, Instant now) {
        this.pooled = pooled;
        this.statements = statements;
        this.opened = now;
        this.used = now;
    }

    Connection pooled() {
        return pooled;
    }

    /** Those kept between uses; null if none are. */
    @Nullable
    KeptStatements statements() {
        return statements;
    }

    int statementsKept() {
        return statements == null ? 0 : statements.size();
    }

    boolean isLookDue() {
        return statements != null && statements.isLookDue();
    }

    /** Closes statements nobody uses any more. The driver tells the server with its next message, which follows. */
    void expireStatements() throws SQLException {
        if (statements != null && statements.expire() && !pooled.isValid(VALIDATION_SECONDS)) {
            throw new SQLException("The connection broke while nobody used it", "08006");
        }
    }

    Duration age(Instant now) {
        return Duration.between(opened, now);
    }

    Duration idle(Instant now) {
        return Duration.between(used, now);
    }

    /** Asks the server. Drivers wait whole seconds, so that below one the question is a statement with a time-out of the network. */
    boolean isValid(Deadline deadline) throws SQLException {
        var millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos()));
        return millis < MILLIS
                ? answersWithin((int) millis)
                : pooled.isValid((int) Math.min(millis / MILLIS, VALIDATION_SECONDS));
    }

    private boolean answersWithin(int millis) throws SQLException {
        var before = pooled.getNetworkTimeout();
        pooled.setNetworkTimeout(Runnable::run, millis);
        try (var statement = pooled.createStatement()) {
            statement.execute("select 1");
            if (!pooled.getAutoCommit()) {
                pooled.rollback();
            }
        } catch (SQLException e) {
            LOG.debugf(e, "A connection did not answer within %d ms", millis);
            return false;
        }
        pooled.setNetworkTimeout(Runnable::run, before);
        return true;
    }

    /** Sets a property, to be set back before the next use. */
    void set(ConnectionProperty property, Object value) throws SQLException {
        if (!found.containsKey(property)) {
            found.put(property, property.read(pooled));
        }
        property.write(pooled, value);
        left.put(property, value);
    }

    /** Ends a use: what was not committed is rolled back, what was set is as before. */
    void restore(Instant now) throws SQLException {
        if (pooled.isClosed()) {
            throw new SQLException("The connection broke while it was used", "08006");
        }
        if (statements != null) {
            statements.endUses();
            statements.expire();
        }
        if (!pooled.getAutoCommit()) {
            pooled.rollback();
        }
        for (var property : left.entrySet()) {
            var before = found.get(property.getKey());
            if (before != null && !before.equals(property.getValue())) {
                property.getKey().write(pooled, before);
            }
        }
        left.clear();
        found.clear();
        pooled.clearWarnings();
        used = now;
    }

    /** Closes the connection to the server, and tells the pool. */
    void discard() throws SQLException {
        pooled.abort(Runnable::run);
        pooled.close();
    }
}
