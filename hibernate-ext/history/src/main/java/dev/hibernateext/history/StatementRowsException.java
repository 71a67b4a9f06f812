/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/**
 * A statement changed more recorded rows than were there when it began: another transaction has inserted some meanwhile. The transaction
 * is to be rolled back; another attempt may succeed.
 */
public final class StatementRowsException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private StatementRowsException(String message) {
        super("history.statement-rows", message, null);
    }

    /**
     * There are rows nobody knows.
     *
     * @param entity the name of the recorded entity
     * @param known how many rows were there
     * @param changed how many rows were changed
     * @return the error to throw
     */
    public static StatementRowsException of(String entity, int known, int changed) {
        return new StatementRowsException(
                "Cannot record a statement on %s: it changed %d rows, and %d were there when it began. Roll back and try again."
                        .formatted(entity, changed, known));
    }

    @Override
    public int status() {
        return 409;
    }
}
