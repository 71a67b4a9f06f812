/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;

/** Executes one statement of ours on the connection of a session, seen by whoever sees its other statements. */
record AuditSql(String sql, SharedSessionContractImplementor session) {

    /** Gives a statement its parameters. */
    @FunctionalInterface
    interface Binding {
        void bind(Parameters parameters) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReading {
        void read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Execution {
        void execute(PreparedStatement statement) throws SQLException;
    }

    /** Binds one value behind the other. */
    static final class Parameters {

        private final PreparedStatement statement;
        private final SharedSessionContractImplementor session;
        private int next = 1;

        private Parameters(PreparedStatement statement, SharedSessionContractImplementor session) {
            this.statement = statement;
            this.session = session;
        }

        void add(Object value, Type type) throws SQLException {
            type.nullSafeSet(statement, value, next, session);
            next += type.getColumnSpan(session.getFactory().getRuntimeMetamodels());
        }

        /** A value of one column, which may be null. */
        @SuppressWarnings("unchecked") // the mapping is that of the value
        void add(@Nullable Object value, JdbcMapping mapping) throws SQLException {
            ((ValueBinder<Object>) mapping.getJdbcValueBinder()).bind(statement, value, next++, session);
        }

        void addAll(Iterable<?> values, Type type) throws SQLException {
            for (var value : values) {
                add(value, type);
            }
        }
    }

    void execute(Binding binding) {
        run(
                binding,
                statement -> session.getJdbcCoordinator().getResultSetReturn().executeUpdate(statement, sql));
    }

    /** One batch. */
    void executeAll(List<Binding> rows) {
        run(first -> {}, statement -> {
            for (var row : rows) {
                row.bind(new Parameters(statement, session));
                statement.addBatch();
            }
            statement.executeBatch();
        });
    }

    void read(Binding binding, RowReading reading) {
        run(binding, statement -> {
            try (var rows = session.getJdbcCoordinator().getResultSetReturn().extract(statement, sql)) {
                while (rows.next()) {
                    reading.read(rows);
                }
            }
        });
    }

    private void run(Binding binding, Execution execution) {
        var coordinator = session.getJdbcCoordinator();
        coordinator.executeBatch();
        var statement = coordinator.getMutationStatementPreparer().prepareStatement(sql, false);
        try {
            binding.bind(new Parameters(statement, session));
            execution.execute(statement);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Cannot record rows", sql);
        } finally {
            coordinator.getLogicalConnection().getResourceRegistry().release(statement);
            coordinator.afterStatementExecution();
        }
    }
}
