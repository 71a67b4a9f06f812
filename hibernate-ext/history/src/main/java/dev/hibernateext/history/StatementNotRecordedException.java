/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/** A statement would change recorded rows, and its changes are not to be recorded, or cannot be. Nothing was written. */
public final class StatementNotRecordedException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private StatementNotRecordedException(String message) {
        super("history.statement-not-recorded", message, null);
    }

    /**
     * The policy refuses statements.
     *
     * @param entity the name of the recorded entity
     * @return the error to throw
     */
    public static StatementNotRecordedException refused(String entity) {
        return new StatementNotRecordedException(
                "Cannot execute a statement that changes rows of %s: its history is recorded, and %s is refuse. Change the entities in a session, or set record."
                        .formatted(entity, HistorySettings.STATEMENTS));
    }

    /**
     * The ids of new rows are not known before they are inserted.
     *
     * @param entity the name of the recorded entity
     * @return the error to throw
     */
    public static StatementNotRecordedException unknownIds(String entity) {
        return new StatementNotRecordedException(
                "Cannot execute an insert of rows of %s: its history is recorded, and the statement does not say which ids they get. Assign identifiers as parameters, literals or selected values, or insert entities."
                        .formatted(entity));
    }
}
