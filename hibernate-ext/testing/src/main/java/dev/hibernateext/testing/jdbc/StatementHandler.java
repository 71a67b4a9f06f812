/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records what its statement executes. Belongs to one thread at a time, like the statement itself. */
final class StatementHandler<S extends Statement> extends JdbcHandler<S> {

    private final ConnectionHandler connection;
    private final @Nullable String preparedSql;
    private final List<String> batch = new ArrayList<>();

    StatementHandler(Class<S> type, S target, ConnectionHandler connection, @Nullable String sql) {
        super(type, target, connection.faults());
        this.connection = connection;
        this.preparedSql = type == Statement.class ? null : sql;
    }

    @Override
    @Nullable
    Object handle(Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "getConnection" -> {
                return connection.proxy();
            }
            case "addBatch" -> batch.add(sql(arguments));
            case "clearBatch" -> batch.clear();
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                record(RecordedStatement.single(sql(arguments), preparedSql != null));
            case "executeBatch", "executeLargeBatch" -> recordBatch();
            case "close" -> connection.closed(target());
            default -> {
                // Not of interest.
            }
        }
        var result = forward(method, arguments);
        return result instanceof ResultSet rows
                ? new ResultSetHandler(rows, proxy(), connection.faults()).proxy()
                : result;
    }

    private String sql(Object @Nullable [] arguments) {
        if (preparedSql != null) {
            return preparedSql;
        }
        return arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
    }

    private void recordBatch() {
        if (batch.isEmpty()) {
            return;
        }
        var sql = preparedSql != null ? preparedSql : String.join(";\n", batch);
        record(RecordedStatement.batch(sql, batch.size(), preparedSql != null));
        batch.clear();
    }

    private void record(RecordedStatement statement) {
        connection.recorder().record(statement);
    }
}
