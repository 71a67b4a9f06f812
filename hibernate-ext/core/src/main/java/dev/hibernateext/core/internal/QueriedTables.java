/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal;

import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcSelect;

/**
 * The tables of the query a session executes, for who asked before. Hibernate itself tells them only of results that are in its cache.
 * Belongs to the session's thread.
 */
public final class QueriedTables {

    private Set<String> tables = Set.of();

    private QueriedTables() {}

    /** From now on, the tables of the session's queries are kept. */
    public static QueriedTables of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(QueriedTables.class, state -> new QueriedTables());
    }

    /** Called before each query. */
    public static void executes(JdbcSelect select, SharedSessionContractImplementor session) {
        var asked = SessionState.of(session).findAttachment(QueriedTables.class);
        if (asked != null) {
            asked.tables = select.getAffectedTableNames();
        }
    }

    /** Those of the query that began last; empty if none began, or nobody knows. */
    public Set<String> last() {
        return tables;
    }
}
