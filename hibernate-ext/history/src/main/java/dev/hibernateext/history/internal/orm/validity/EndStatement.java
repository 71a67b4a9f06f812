/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.validity;

import dev.hibernateext.history.internal.orm.validity.EndedRow.Group;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.exception.AuditException;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that ends rows.
 *
 * @param group of rows
 * @param end the revision that ends them
 * @param session executes it
 */
record EndStatement(Group group, RevisionEnd end, SharedSessionContractImplementor session) {

    private static final int MOST_KEYS = 512;
    private static final int MOST_PARAMETERS = 30_000;

    void execute(List<List<Object>> keys) {
        var size = chunkSize();
        for (var from = 0; from < keys.size(); from += size) {
            var chunk = keys.subList(from, Math.min(keys.size(), from + size));
            check(chunk.size(), update(chunk));
        }
    }

    /** A power of two, so that there are few texts for a database to prepare. */
    private int chunkSize() {
        var limit = session.getFactory().getJdbcServices().getDialect().getParameterCountLimit();
        var parameters = limit > 0 ? Math.min(limit, MOST_PARAMETERS) : MOST_PARAMETERS;
        var others = group.rows().assigned().size() + 2;
        return Integer.highestOneBit(Math.max(
                1, Math.min(MOST_KEYS, (parameters - others) / group.columns().size())));
    }

    private void check(int expected, int ended) {
        if (group.rows().isRequired() && ended != expected) {
            throw new AuditException(
                    "Cannot end the previous revisions in %s: of %d rows, %d are in force. History may have begun later than the rows it tells of."
                            .formatted(group.rows().table(), expected, ended));
        }
    }

    private int update(List<List<Object>> keys) {
        var padded = Integer.highestOneBit(Math.max(1, 2 * keys.size() - 1));
        var sql = text(padded);
        var coordinator = session.getJdbcCoordinator();
        var statement = coordinator.getStatementPreparer().prepareStatement(sql);
        try {
            bind(statement, keys, padded);
            return coordinator.getResultSetReturn().executeUpdate(statement, sql);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "could not end rows of history", sql);
        } finally {
            coordinator.getLogicalConnection().getResourceRegistry().release(statement);
            coordinator.afterStatementExecution();
        }
    }

    private String text(int keys) {
        var rows = group.rows();
        return "update %s set %s where %s is null and %s<>?%s%s and %s"
                .formatted(
                        rows.table(),
                        rows.assigned().stream()
                                .map(each -> each.column() + "=?")
                                .collect(Collectors.joining(",")),
                        rows.assigned().get(0).column(),
                        rows.began().column(),
                        tenant(rows.tenant()),
                        group.nulls().stream().map(" and %s is null"::formatted).collect(Collectors.joining()),
                        condition(keys));
    }

    private static String tenant(@Nullable ColumnValue tenant) {
        return tenant == null ? "" : " and (%1$s=? or %1$s is null)".formatted(tenant.column());
    }

    private String condition(int keys) {
        var columns = group.columns();
        if (columns.size() == 1) {
            return "%s in (%s)".formatted(columns.get(0), repeated("?", keys, ","));
        }
        if (session.getFactory().getJdbcServices().getDialect().supportsRowValueConstructorSyntaxInInList()) {
            var key = "(" + repeated("?", columns.size(), ",") + ")";
            return "(%s) in (%s)".formatted(String.join(",", columns), repeated(key, keys, ","));
        }
        var key = columns.stream().map(column -> column + "=?").collect(Collectors.joining(" and "));
        return "(" + repeated(key, keys, " or ") + ")";
    }

    private static String repeated(String text, int times, String separator) {
        return String.join(separator, Collections.nCopies(times, text));
    }

    private void bind(PreparedStatement statement, List<List<Object>> keys, int padded) throws SQLException {
        var index = 1;
        for (var assigned : group.rows().assigned()) {
            bind(statement, index++, end.value(assigned));
        }
        bind(statement, index++, group.rows().began());
        if (group.rows().tenant() != null) {
            bind(statement, index++, Objects.requireNonNull(group.rows().tenant()));
        }
        for (var i = 0; i < padded; i++) {
            var key = keys.get(Math.min(i, keys.size() - 1));
            for (var j = 0; j < key.size(); j++) {
                ColumnValue.bind(group.mappings().get(j), key.get(j), statement, index++, session);
            }
        }
    }

    private void bind(PreparedStatement statement, int index, ColumnValue value) throws SQLException {
        ColumnValue.bind(value.mapping(), value.value(), statement, index, session);
    }
}
