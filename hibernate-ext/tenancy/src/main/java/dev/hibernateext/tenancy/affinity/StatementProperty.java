/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.tenancy.affinity;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What a borrower may set on a statement, and the next one must not find. */
enum StatementProperty {
    FETCH_SIZE("setFetchSize", Statement::getFetchSize, Statement::setFetchSize),
    MAX_ROWS("setMaxRows", Statement::getMaxRows, Statement::setMaxRows),
    QUERY_TIMEOUT("setQueryTimeout", Statement::getQueryTimeout, Statement::setQueryTimeout);

    private final String setter;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Reader reader;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Writer writer;

    StatementProperty(String setter, Reader reader, Writer writer) {
        this.setter = setter;
        this.reader = reader;
        this.writer = writer;
    }

    private interface Reader {
        int read(Statement statement) throws SQLException;
    }

    private interface Writer {
        void write(Statement statement, int value) throws SQLException;
    }

    /** The property a method sets, or null. */
    static @Nullable StatementProperty of(String setter) {
        for (var property : values()) {
            if (property.setter.equals(setter)) {
                return property;
            }
        }
        return null;
    }

    int read(Statement statement) throws SQLException {
        return reader.read(statement);
    }

    void write(Statement statement, int value) throws SQLException {
        writer.write(statement, value);
    }
}
