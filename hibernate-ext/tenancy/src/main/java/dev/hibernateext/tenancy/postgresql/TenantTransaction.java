/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the server has been told the tenant in the transaction that runs. Belongs to one connection in the hands of one
 * session.
 */
final class TenantTransaction {

    private static final String APPLICATION_NAME = "ApplicationName";

    private final Connection pooled;
    private final CarriedSettings settings;
    private final PreparedPlans plans;
    private boolean autoCommit;
    private boolean pending = true;
    private boolean running;
    private boolean altered;
    private @Nullable String applicationName;

    TenantTransaction(Connection pooled, CarriedSettings settings, PreparedPlans plans) throws SQLException {
        this.pooled = pooled;
        this.settings = settings;
        this.plans = plans;
        this.autoCommit = pooled.getAutoCommit();
    }

    /** Something to execute. */
    interface Call<R> {

        R run() throws SQLException;
    }

    CarriedSettings settings() {
        return settings;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    /** Whether the next statement has to bring the settings. */
    boolean isPending() {
        return pending && !settings.isEmpty();
    }

    /** Whether statements have run since the last commit or rollback. */
    boolean isRunning() {
        return running && !autoCommit;
    }

    boolean isAltered() {
        return altered;
    }

    /** What cannot be undone by the end of the transaction may have happened. */
    void alter() throws SQLException {
        if (!altered) {
            applicationName = pooled.getClientInfo(APPLICATION_NAME);
            altered = true;
        }
    }

    /** What the driver told the server when it connected, as far as resetting everything would take it back. */
    @Nullable
    String applicationName() {
        return applicationName;
    }

    void ended() {
        pending = true;
        running = false;
    }

    /** Something has begun the transaction that is lost if it begins anew. */
    void begun() {
        running = true;
    }

    void rolledBackToSavepoint() {
        pending = true;
    }

    void autoCommit(boolean on) throws SQLException {
        pooled.setAutoCommit(on);
        if (on != autoCommit) {
            ended();
        }
        autoCommit = on;
    }

    /**
     * Runs a statement; once more if it was prepared before its table changed and nothing was done before it in its transaction.
     * After the failure the driver prepares anew.
     *
     * @throws java.sql.SQLTransactionRollbackException if something was done before
     */
    <R> R planned(Call<R> call) throws SQLException {
        var first = !isRunning();
        try {
            return call.run();
        } catch (SQLException e) {
            requireStale(e);
            if (!first) {
                throw StalePlanException.behind(e);
            }
        }
        beginAnew();
        return call.run();
    }

    /**
     * Runs what cannot be run again, since the driver has forgotten it after the failure.
     *
     * @throws java.sql.SQLTransactionRollbackException if it was prepared before its table changed
     */
    <R> R plannedOnce(Call<R> call) throws SQLException {
        try {
            return call.run();
        } catch (SQLException e) {
            requireStale(e);
            throw StalePlanException.behind(e);
        }
    }

    private void requireStale(SQLException failure) throws SQLException {
        if (!StalePlan.isBehind(failure)) {
            throw failure;
        }
        plans.changed();
    }

    private void beginAnew() throws SQLException {
        if (!autoCommit) {
            pooled.rollback();
        }
        ended();
    }

    /** Runs a statement that brings the settings itself, or needs none. */
    <R> R carried(SqlEffect effect, Call<R> call) throws SQLException {
        running = true;
        pending = true; // A failure undoes the settings with the rest of the statement.
        note(effect);
        var result = call.run();
        pending = autoCommit || effect != SqlEffect.NONE;
        return result;
    }

    /** Runs a statement that cannot bring the settings; they go in front, in a transaction of their own if there is none. */
    <R> R following(SqlEffect effect, Call<R> call) throws SQLException {
        if (!isPending()) {
            return carried(effect, call);
        }
        if (!autoCommit) {
            send();
            return carried(effect, call);
        }
        return inOwnTransaction(effect, call);
    }

    private <R> R inOwnTransaction(SqlEffect effect, Call<R> call) throws SQLException {
        pooled.setAutoCommit(false);
        try {
            send();
            var result = carried(effect, call);
            pooled.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        } finally {
            pooled.setAutoCommit(true);
        }
    }

    private void rollBack(Throwable reason) {
        try {
            pooled.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void send() throws SQLException {
        running = true;
        settings.send(pooled);
    }

    private void note(SqlEffect effect) throws SQLException {
        if (effect == SqlEffect.LASTING) {
            alter();
        }
    }
}
