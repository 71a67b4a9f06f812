/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import dev.hibernateext.tenancy.catalog.Tenant;
import dev.hibernateext.tenancy.catalog.TenantPlacement;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Rows;
import dev.hibernateext.tenancy.catalog.TenantPlacement.Schema;
import dev.hibernateext.tenancy.connection.TenantConnectionState;
import dev.hibernateext.tenancy.postgresql.CarriedSettings.Carrier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells PostgreSQL the tenant in the message of each transaction's first statement. That costs no round trip, and it lasts no
 * longer than the transaction, so that it holds behind a pooler that changes connections between transactions, and nothing has
 * to be taken back.
 *
 * <p>A tenant in a schema gets a search path of this schema alone: what is not there is not found, least of all in
 * {@code public}. A tenant among the rows of others gets what row-level security asks for, with
 * {@link #withRowLevelSecurity}.
 *
 * <p>A batch, a call or a plain {@link java.sql.Statement} as the first of a transaction costs one more round trip; without a
 * transaction it gets one of its own. Statements that cannot run in a transaction, such as {@code VACUUM}, fail.
 *
 * <p>Statements that may change a connection beyond their transaction are noticed by their text: everything that is not one
 * statement which reads or writes rows, and whatever calls a function that is not known. The connection is then emptied, as by
 * {@code DISCARD ALL}, before it returns to its pool, for one round trip.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class PostgresqlTenantState implements TenantConnectionState {

    /**
     * The parts of {@code DISCARD ALL}, which stands alone: "DISCARD" of the PostgreSQL manual. The name of the application is a setting the
     * driver makes after connecting.
     */
    private static final String EMPTY = "set session authorization default; reset all; close all; unlisten *;"
            + " select pg_advisory_unlock_all(); discard plans; discard sequences; discard temp;"
            + " select set_config('application_name', ?, false); deallocate all";

    private final SqlEffects effects;
    private final @Nullable TenantTokens tokens;
    private final @Nullable Carrier token;
    private final Carrier searchPath = new Carrier("search_path");
    private final PreparedPlans plans = new PreparedPlans();
    private final boolean closing;

    private PostgresqlTenantState(SqlEffects effects, @Nullable TenantTokens tokens, boolean closing) {
        this.effects = effects;
        this.tokens = tokens;
        this.token = tokens == null ? null : new Carrier(tokens.setting());
        this.closing = closing;
    }

    /**
     * For tenants in schemas and databases of their own.
     *
     * @return without row-level security
     */
    public static PostgresqlTenantState create() {
        return new PostgresqlTenantState(new SqlEffects(Set.of()), null, false);
    }

    /**
     * For tenants among the rows of others as well.
     *
     * @param signer makes the tokens row-level security asks for
     * @return a changed copy
     */
    public PostgresqlTenantState withRowLevelSecurity(TenantTokens signer) {
        return new PostgresqlTenantState(effects, signer, closing);
    }

    /**
     * Whether rows are kept apart by the database.
     *
     * @return true for what {@link #withRowLevelSecurity} made
     */
    public boolean hasRowLevelSecurity() {
        return tokens != null;
    }

    /**
     * Vouches for functions of the application's: they change nothing that outlives a transaction.
     *
     * @param functions their names, without schema
     * @return a changed copy, with these in place of those named before
     */
    public PostgresqlTenantState withHarmlessFunctions(String... functions) {
        var names = Stream.of(functions).map(name -> name.toLowerCase(Locale.ROOT));
        return new PostgresqlTenantState(
                new SqlEffects(names.collect(Collectors.toUnmodifiableSet())), tokens, closing);
    }

    /**
     * Closes connections that may have been changed instead of emptying them: for pools that run statements of their own on
     * each new connection, which emptying would undo.
     *
     * @return a changed copy
     */
    public PostgresqlTenantState closingAlteredConnections() {
        return new PostgresqlTenantState(effects, tokens, true);
    }

    /** True unless the tokens are for one backend: see {@link TenantTokens#holdOnAnyBackend}. */
    @Override
    public boolean endsWithTransaction() {
        return tokens == null || tokens.holdOnAnyBackend();
    }

    @Override
    public Connection enter(Connection pooled, Tenant tenant) throws SQLException {
        plans.renewOn(pooled);
        return new TenantConnection(new TenantTransaction(pooled, settings(pooled, tenant), plans), pooled, effects);
    }

    /**
     * Tells that tables were changed. Before its next use, each connection forgets what was prepared on it, in one round trip. A change
     * nobody tells of is noticed at the first statement that no longer fits: as the first of its transaction it is prepared
     * anew and run again, otherwise its transaction fails with a {@link StalePlanException}.
     */
    public void schemaChanged() {
        plans.changed();
    }

    private CarriedSettings settings(Connection pooled, Tenant tenant) throws SQLException {
        TenantPlacement placement = tenant.placement();
        if (placement instanceof Schema schema) {
            return inSchema(schema.schema());
        }
        return placement instanceof Rows && tokens != null && token != null
                ? CarriedSettings.of(token, tokens.of(tenant.key(), pooled))
                : CarriedSettings.none();
    }

    /**
     * {@code pg_catalog} comes first where it is not named, and temporary tables must not cover those of the tenant: "Schemas"
     * of the PostgreSQL manual. The text of a statement tells the schema, since a plan prepared for the columns of one schema
     * fails in another.
     */
    private CarriedSettings inSchema(String schema) {
        var path = '"' + schema.replace("\"", "\"\"") + "\", pg_temp";
        return CarriedSettings.marked(
                searchPath, path, " /*" + URLEncoder.encode(schema, StandardCharsets.UTF_8) + "*/");
    }

    @Override
    public Connection leave(Connection entered) throws SQLException {
        if (!(entered instanceof TenantConnection connection)) {
            return entered;
        }
        var pooled = connection.leave();
        try {
            reset(pooled, connection.transaction());
        } catch (SQLException | RuntimeException | Error e) {
            discard(pooled, e);
            throw e;
        }
        return pooled;
    }

    private void reset(Connection pooled, TenantTransaction transaction) throws SQLException {
        if (!transaction.autoCommit() && (transaction.isRunning() || transaction.isAltered())) {
            pooled.rollback();
        }
        if (transaction.isAltered()) {
            empty(pooled, transaction);
        }
    }

    /** What is around a connection that was left does not reach the pool any more. */
    private static void discard(Connection pooled, Throwable reason) {
        try (pooled) {
            pooled.abort(Runnable::run);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void empty(Connection pooled, TenantTransaction transaction) throws SQLException {
        if (closing) {
            pooled.abort(Runnable::run);
            return;
        }
        pooled.setAutoCommit(true);
        try (var statement = pooled.prepareStatement(EMPTY)) {
            statement.setString(1, transaction.applicationName());
            statement.execute();
        }
        pooled.setAutoCommit(transaction.autoCommit());
    }
}
