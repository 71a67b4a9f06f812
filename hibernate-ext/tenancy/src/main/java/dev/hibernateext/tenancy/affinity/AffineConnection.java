/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import dev.hibernateext.tenancy.internal.ForwardingConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One use of a kept connection: closing ends the use, and what was set is set back. */
final class AffineConnection extends ForwardingConnection {

    private final AtomicReference<@Nullable Loan> loan;

    AffineConnection(Loan loan) {
        this.loan = new AtomicReference<>(loan);
    }

    private Loan loan() throws SQLException {
        var open = loan.get();
        if (open == null) {
            throw new SQLException("The connection is closed", "08003");
        }
        return open;
    }

    @Override
    protected Connection delegate() throws SQLException {
        return loan().connection().pooled();
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        var pooled = delegate();
        return loan().prepare(this, StatementKey.of(sql), () -> pooled.prepareStatement(sql));
    }

    /** One whose results are written through belongs to them. */
    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        var pooled = delegate();
        return concurrency == ResultSet.CONCUR_UPDATABLE
                ? pooled.prepareStatement(sql, type, concurrency)
                : loan().prepare(
                                this,
                                StatementKey.of(sql, type, concurrency),
                                () -> pooled.prepareStatement(sql, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        var pooled = delegate();
        return loan().prepare(this, StatementKey.of(sql, keys), () -> pooled.prepareStatement(sql, keys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        var pooled = delegate();
        return loan().prepare(
                        this, StatementKey.of(sql, List.of(columns)), () -> pooled.prepareStatement(sql, columns));
    }

    @Override
    public void close() {
        var ended = loan.getAndSet(null);
        if (ended != null) {
            ended.end();
        }
    }

    @Override
    public void abort(Executor executor) {
        var ended = loan.getAndSet(null);
        if (ended != null) {
            ended.discard();
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        var open = loan.get();
        return open == null || open.connection().pooled().isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        var open = loan.get();
        return open != null && open.connection().pooled().isValid(timeout);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        loan().connection().set(ConnectionProperty.AUTO_COMMIT, autoCommit);
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        loan().connection().set(ConnectionProperty.READ_ONLY, readOnly);
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        loan().connection().set(ConnectionProperty.ISOLATION, level);
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        loan().connection().set(ConnectionProperty.HOLDABILITY, holdability);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        loan().connection().set(ConnectionProperty.SCHEMA, schema);
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        loan().connection().set(ConnectionProperty.CATALOG, catalog);
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        loan().connection().set(ConnectionProperty.NETWORK_TIMEOUT, milliseconds);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        loan().spoil();
        super.setTypeMap(map);
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        spoil();
        super.setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        spoil();
        super.setClientInfo(properties);
    }

    private void spoil() {
        var open = loan.get();
        if (open != null) {
            open.spoil();
        }
    }
}
