/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Executes a statement over arrays on the connection of a session, seen by whoever sees the session's other statements. */
record ArrayStatement(String sql, SharedSessionContractImplementor session) {

    /** What is done with a statement whose parameters are bound. */
    @FunctionalInterface
    interface Execution<R> {
        R execute(PreparedStatement statement) throws SQLException;
    }

    /** Reads what a statement returns. */
    @FunctionalInterface
    interface Reading<R> {
        R read(ResultSet rows) throws SQLException;
    }

    static ArrayStatement of(String sql, SharedSessionContractImplementor session) {
        return new ArrayStatement(sql, session);
    }

    int executeUpdate(ArrayParameters arrays) {
        return execute(
                arrays,
                statement -> session.getJdbcCoordinator().getResultSetReturn().executeUpdate(statement, sql));
    }

    <R> R read(ArrayParameters arrays, Reading<R> reading) {
        return execute(arrays, statement -> {
            try (var rows = session.getJdbcCoordinator().getResultSetReturn().extract(statement, sql)) {
                return reading.read(rows);
            }
        });
    }

    private <R extends @Nullable Object> R execute(ArrayParameters arrays, Execution<R> execution) {
        var coordinator = session.getJdbcCoordinator();
        coordinator.executeBatch();
        var statement = coordinator.getMutationStatementPreparer().prepareStatement(sql, false);
        try {
            arrays.bind(statement);
            return execution.execute(statement);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Cannot write rows as arrays", sql);
        } finally {
            coordinator.getLogicalConnection().getResourceRegistry().release(statement);
            coordinator.afterStatementExecution();
        }
    }
}
