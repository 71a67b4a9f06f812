/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** Where a session is in a statement that takes several statements of JDBC, so that hooks are called once. */
final class BulkProgress {

    /** What the steps of a statement on several tables have written; null when there is none. */
    private @Nullable Set<String> written;

    /** One execution of a delete whose hooks have been called ahead of the rows of collections. */
    private @Nullable ExecutionContext announced;

    static BulkProgress of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(BulkProgress.class, state -> new BulkProgress());
    }

    /** Begins a statement on several tables; returns what to give back when it ends. */
    @Nullable
    Set<String> beginSteps() {
        var outer = written;
        written = new HashSet<>();
        return outer;
    }

    /** Takes note of tables if there is a statement that this is a step of; whether there is. */
    boolean step(Set<String> tables) {
        if (written == null) {
            return false;
        }
        written.addAll(tables);
        return true;
    }

    Set<String> endSteps(@Nullable Set<String> outer) {
        var tables = written == null ? Set.<String>of() : written;
        written = outer;
        return tables;
    }

    /** Whether an execution was not announced so far. */
    boolean announce(ExecutionContext execution) {
        var isNew = announced != execution;
        announced = execution;
        return isNew;
    }

    /** Whether an execution was announced; from now on it is not. */
    boolean endAnnounced(ExecutionContext execution) {
        var was = announced == execution;
        announced = null;
        return was;
    }
}
