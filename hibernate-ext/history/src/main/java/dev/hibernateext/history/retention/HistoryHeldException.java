/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.core.HibernateExtException;

/** What is under a legal hold is to be erased. Nothing was changed. */
public final class HistoryHeldException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private HistoryHeldException(String message) {
        super("history.held", message, null);
    }

    static HistoryHeldException of(String what, HistoryHold hold) {
        return new HistoryHeldException(
                "Cannot erase from the history of %s: hold %s on %s covers it. Release the hold first."
                        .formatted(what, hold.id(), hold.place()));
    }

    @Override
    public int status() {
        return 409;
    }
}
