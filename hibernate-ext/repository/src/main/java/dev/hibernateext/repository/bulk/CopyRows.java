/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a chunk in the binary format of COPY. They are gathered before the command begins, since nothing else can use the connection
 * until it ends: generators, hooks and the source of the rows may.
 */
final class CopyRows implements RowTarget {

    /** The signature, then no flags and no extension (manual, "COPY", "Binary Format"). */
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int END = -1;

    private final List<PlainColumn> columns;
    private final String sql;
    private final WireBuffer bytes = new WireBuffer();

    private CopyRows(List<PlainColumn> columns, String sql) {
        this.columns = columns;
        this.sql = sql;
        begin(0);
    }

    /** Null where COPY would do something else than an insert, or the columns are not of the types of their mappings. */
    static @Nullable CopyRows find(PlainTable table, SharedSessionContractImplementor session) {
        var columns = StoredColumns.find(table, session);
        return columns == null
                ? null
                : new CopyRows(
                        columns,
                        "copy %s (%s) from stdin with (format binary)".formatted(table.name(), table.columnNames()));
    }

    @Override
    public void begin(int rows) {
        bytes.clear();
        bytes.expect(rows, columns.size());
        bytes.putRaw(HEADER);
    }

    @Override
    public void add(@Nullable Object[] values, SharedSessionContractImplementor session) {
        bytes.putShort(values.length);
        for (var i = 0; i < values.length; i++) {
            columns.get(i).put(bytes, values[i], session);
        }
    }

    @Override
    public long insert(SharedSessionContractImplementor session) {
        bytes.putShort(END);
        var coordinator = session.getJdbcCoordinator();
        coordinator.executeBatch();
        var inspected = session.getJdbcSessionContext().getStatementInspector().inspect(sql);
        var statement = inspected == null ? sql : inspected;
        session.getJdbcServices().getSqlStatementLogger().logStatement(statement);
        try {
            return PostgresqlDriver.copy(Drivers.connection(session), statement, bytes);
        } catch (SQLException e) {
            coordinator.afterFailedStatementExecution(e);
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Cannot copy rows", statement);
        } finally {
            coordinator.afterStatementExecution();
        }
    }
}
