/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.jdbc;

/**
 * One execution as JDBC saw it. Bind values are never kept.
 *
 * @param sql the text handed to the driver, with its placeholders; for a batch of different texts, all of them joined by
 *     a semicolon and a line feed
 * @param kind what the statement does
 * @param batchSize how many times the statement was added to the batch; 1 for an execution without a batch
 * @param prepared whether it ran through a {@link java.sql.PreparedStatement}
 */
public record RecordedStatement(String sql, StatementKind kind, int batchSize, boolean prepared) {

    static RecordedStatement single(String sql, boolean prepared) {
        return new RecordedStatement(sql, StatementKind.of(sql), 1, prepared);
    }

    static RecordedStatement batch(String sql, int size, boolean prepared) {
        return new RecordedStatement(sql, StatementKind.of(sql), size, prepared);
    }

    @Override
    public String toString() {
        return batchSize == 1 ? sql : sql + " [batch of " + batchSize + "]";
    }
}
