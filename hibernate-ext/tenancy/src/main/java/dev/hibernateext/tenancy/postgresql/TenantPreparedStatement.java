/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.postgresql;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that brings the settings of the tenant in the same message, if it was the first of a transaction when
 * it was prepared. As the first of another transaction it sends them in front.
 */
final class TenantPreparedStatement extends ForwardingPreparedStatement {

    /** SQLSTATE of the driver: no data. */
    private static final String NO_DATA = "02000";

    /** SQLSTATE of the driver: too many results. */
    private static final String TOO_MANY_RESULTS = "0100E";

    /** SQLSTATE of the driver: wrong object type. */
    private static final String WRONG_OBJECT = "42809";

    private final TenantConnection connection;
    private final PreparedText text;
    private final int shift;
    private PreparedStatement delegate;

    /** The parameters so far, while this brings settings: it may turn out to be a batch, which cannot. */
    private final List<Parameter> parameters;

    /** The statement without settings, once it is needed. */
    private @Nullable PreparedStatement alone;

    private @Nullable ResultSet generated;

    private TenantPreparedStatement(TenantConnection connection, PreparedText text, int shift) throws SQLException {
        var settings = connection.transaction().settings();
        this.connection = connection;
        this.text = text;
        this.shift = shift;
        this.delegate =
                shift == 0 ? text.prepareAlone(settings) : text.prepareCarrying(settings, connection.delegate());
        this.parameters = shift == 0 ? List.of() : new ArrayList<>();
    }

    private record Parameter(int index, Binding binding) {}

    static TenantPreparedStatement carrying(TenantConnection connection, PreparedText text) throws SQLException {
        return new TenantPreparedStatement(
                connection, text, connection.transaction().settings().count());
    }

    static TenantPreparedStatement following(TenantConnection connection, PreparedText text) throws SQLException {
        return new TenantPreparedStatement(connection, text, 0);
    }

    @Override
    PreparedStatement delegate() {
        return delegate;
    }

    private boolean isCarrying() {
        return shift > 0 && delegate != alone;
    }

    @Override
    void bind(int index, Binding binding) throws SQLException {
        if (!isCarrying()) {
            binding.set(delegate, index);
            return;
        }
        binding.set(delegate, index + shift);
        parameters.add(new Parameter(index, binding));
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate.clearParameters();
        if (isCarrying()) {
            parameters.clear();
        }
    }

    /** Executes, and leaves what the statement leaves without settings; says whether that is rows. */
    private boolean run() throws SQLException {
        generated = null;
        return connection.transaction().planned(isCarrying() ? this::carried : this::followed);
    }

    private boolean carried() throws SQLException {
        return connection.transaction().carried(text.effect(), this::runCarrying);
    }

    private boolean followed() throws SQLException {
        return connection.transaction().following(text.effect(), delegate::execute);
    }

    private boolean runCarrying() throws SQLException {
        connection.transaction().settings().bindTo(delegate);
        delegate.execute();
        var rows = delegate.getMoreResults();
        if (text.returning() == null) {
            return rows;
        }
        generated = delegate.getResultSet();
        return false;
    }

    @Override
    public boolean execute() throws SQLException {
        return run();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        if (!run()) {
            throw new SQLException("No results were returned by the query.", NO_DATA);
        }
        return delegate.getResultSet();
    }

    @Override
    public int executeUpdate() throws SQLException {
        requireNoRows(run());
        return getUpdateCount();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        requireNoRows(run());
        return getLargeUpdateCount();
    }

    private static void requireNoRows(boolean rows) throws SQLException {
        if (rows) {
            throw new SQLException("A result was returned when none was expected.", TOO_MANY_RESULTS);
        }
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return generated == null ? delegate.getUpdateCount() : count(generated);
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return generated == null ? delegate.getLargeUpdateCount() : count(generated);
    }

    private static int count(ResultSet rows) throws SQLException {
        var at = rows.getRow();
        var count = rows.last() ? rows.getRow() : 0;
        if (at == 0) {
            rows.beforeFirst();
        } else {
            rows.absolute(at);
        }
        return count;
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return generated == null ? delegate.getResultSet() : null;
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return generated == null ? delegate.getGeneratedKeys() : generated;
    }

    @Override
    public void addBatch() throws SQLException {
        leaveSettings();
        delegate.addBatch();
    }

    /** Goes on as the statement without settings, with the parameters so far. */
    private void leaveSettings() throws SQLException {
        if (!isCarrying()) {
            return;
        }
        var target = alone();
        target.setQueryTimeout(delegate.getQueryTimeout());
        delegate.close();
        delegate = target;
        for (var parameter : parameters) {
            parameter.binding().set(target, parameter.index());
        }
    }

    private PreparedStatement alone() throws SQLException {
        if (alone == null) {
            alone = text.prepareAlone(connection.transaction().settings());
        }
        return alone;
    }

    @Override
    public int[] executeBatch() throws SQLException {
        generated = null;
        var transaction = connection.transaction();
        return transaction.plannedOnce(() -> transaction.following(text.effect(), delegate::executeBatch));
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        generated = null;
        var transaction = connection.transaction();
        return transaction.plannedOnce(() -> transaction.following(text.effect(), delegate::executeLargeBatch));
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        var target = isCarrying() ? alone() : delegate;
        return connection.transaction().following(SqlEffect.NONE, target::getMetaData);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        var target = isCarrying() ? alone() : delegate;
        return connection.transaction().following(SqlEffect.NONE, target::getParameterMetaData);
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        leaveSettings();
        connection.transaction().alter();
        return connection.transaction().following(SqlEffect.NONE, () -> delegate.unwrap(type));
    }

    @Override
    public void close() throws SQLException {
        delegate.close();
        if (alone != null) {
            alone.close();
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        throw textGiven();
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        throw textGiven();
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw textGiven();
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        throw textGiven();
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        throw textGiven();
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw textGiven();
    }

    /** As JDBC has it for prepared statements. */
    private static SQLException textGiven() {
        return new SQLException("A prepared statement takes no text.", WRONG_OBJECT);
    }
}
