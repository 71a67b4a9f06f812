/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.hibernateext.core.transaction.internal.CommitWatch.Ending;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.jspecify.annotations.Nullable;

/**
 * Finds out with {@code pg_xact_status} what became of a transaction, see section "Transaction ID and Snapshot Information
 * Functions" of the PostgreSQL manual.
 */
public final class PostgresCommitWitness implements CommitWitness {

    /*
     * 1. After a crash PostgreSQL hands out transaction ids anew that are in no flushed record of the write-ahead log. The id
     *    of a lost transaction may so become that of another one that commits. From version 17 on, a message that is
     *    flushed puts the id into the log before the commit. Before 17, "committed" is believed only if the
     *    server has not restarted: statistics are reset by a crash, the start time changes with the rest.
     * 2. A standby that takes over may lack the end of the log. It begins a new timeline, on which "committed" proves nothing.
     */
    private static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)";
    private static final String INCARNATION = TIMELINE
            + " || pg_postmaster_start_time()::text || coalesce((select stats_reset::text from pg_stat_bgwriter), '')";
    private static final String FLUSH =
            ", case when pg_current_xact_id_if_assigned() is not null then pg_logical_emit_message(false, 'hibernate-ext', '', true) end";
    private static final int FIRST_VERSION_WITH_FLUSH = 17;

    /** "invalid_parameter_value": what pg_xact_status answers for an id that was not handed out yet. */
    private static final String NOT_HANDED_OUT = "22023";

    private final JdbcConnectionAccess connections;
    private final Duration wait;
    private boolean flushes;
    private @Nullable String transactionId;
    private @Nullable String identity;

    /** Asks over connections like those of one session, for some time. */
    public PostgresCommitWitness(JdbcConnectionAccess connections, Duration wait) {
        this.connections = connections;
        this.wait = wait;
    }

    @Override
    public void note(Connection connection) throws SQLException {
        flushes = connection.getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION_WITH_FLUSH;
        var query = "select pg_current_xact_id_if_assigned()::text, " + identityExpression() + (flushes ? FLUSH : "");
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            transactionId = result.getString(1);
            identity = result.getString(2);
        }
    }

    private String identityExpression() {
        return flushes ? TIMELINE : INCARNATION;
    }

    @Override
    public Ending ask() {
        if (transactionId == null) {
            return Ending.ROLLED_BACK;
        }
        try {
            return toEnding(Failsafe.with(untilAnswered()).get(this::askOnce));
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return Ending.UNKNOWN;
        }
    }

    private RetryPolicy<Ending> untilAnswered() {
        return RetryPolicy.<Ending>builder()
                .handle(SQLException.class)
                .handleResult(Ending.OPEN)
                .withMaxAttempts(-1)
                .withMaxDuration(wait)
                .withBackoff(50, 1000, ChronoUnit.MILLIS)
                .build();
    }

    private static Ending toEnding(Ending answer) {
        return answer == Ending.OPEN ? Ending.UNKNOWN : answer;
    }

    private Ending askOnce() throws SQLException {
        var connection = connections.obtainConnection();
        try {
            return ask(connection);
        } finally {
            connections.releaseConnection(connection);
        }
    }

    private Ending ask(Connection connection) throws SQLException {
        var query = "select pg_xact_status(?::xid8), " + identityExpression();
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, transactionId);
            try (var result = statement.executeQuery()) {
                result.next();
                return meaning(result.getString(1), result.getString(2));
            }
        } catch (SQLException e) {
            if (NOT_HANDED_OUT.equals(e.getSQLState())) {
                return Ending.ROLLED_BACK;
            }
            throw e;
        }
    }

    private Ending meaning(@Nullable String status, @Nullable String identityNow) {
        if (status == null) {
            return Ending.UNKNOWN;
        }
        return switch (status) {
            case "committed" -> identityNow != null && identityNow.equals(identity) ? Ending.COMMITTED : Ending.UNKNOWN;
            case "aborted" -> Ending.ROLLED_BACK;
            default -> Ending.OPEN;
        };
    }
}
