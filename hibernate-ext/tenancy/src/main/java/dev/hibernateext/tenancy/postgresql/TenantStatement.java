/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement whose texts are executed as they are; the settings go in front. */
final class TenantStatement extends ForwardingStatement<Statement> {

    private final TenantConnection connection;
    private final Statement delegate;
    private SqlEffect batch = SqlEffect.NONE;

    TenantStatement(TenantConnection connection, Statement delegate) {
        this.connection = connection;
        this.delegate = delegate;
    }

    @Override
    Statement delegate() {
        return delegate;
    }

    /** One of the ways to execute a text. */
    private interface Execution<R> {

        R of(String text) throws SQLException;
    }

    /** The driver can be told to prepare these too, so that they tell schemas apart as prepared ones do. */
    private <R> R run(String sql, Execution<R> execution) throws SQLException {
        var transaction = connection.transaction();
        var text = transaction.settings().marked(sql);
        return transaction.planned(() -> transaction.following(connection.effect(sql), () -> execution.of(text)));
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return delegate.getGeneratedKeys();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        connection.transaction().alter();
        return connection.transaction().following(SqlEffect.NONE, () -> delegate.unwrap(type));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        if (connection.effect(sql) != SqlEffect.NONE) {
            batch = SqlEffect.LASTING;
        }
        delegate.addBatch(sql);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return connection.transaction().following(takeBatch(), delegate::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return connection.transaction().following(takeBatch(), delegate::executeLargeBatch);
    }

    private SqlEffect takeBatch() {
        var effect = batch;
        batch = SqlEffect.NONE;
        return effect;
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return run(sql, text -> delegate.executeQuery(text));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, text -> delegate.execute(text));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return run(sql, text -> delegate.execute(text, keys));
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return run(sql, text -> delegate.execute(text, columns));
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return run(sql, text -> delegate.execute(text, columns));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return run(sql, text -> delegate.executeUpdate(text));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return run(sql, text -> delegate.executeUpdate(text, keys));
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return run(sql, text -> delegate.executeUpdate(text, columns));
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return run(sql, text -> delegate.executeUpdate(text, columns));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return run(sql, text -> delegate.executeLargeUpdate(text));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return run(sql, text -> delegate.executeLargeUpdate(text, keys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return run(sql, text -> delegate.executeLargeUpdate(text, columns));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return run(sql, text -> delegate.executeLargeUpdate(text, columns));
    }
}
