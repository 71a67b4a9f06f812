/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/** A token of a page of history cannot be read. Nothing was read from the database. */
public final class HistoryTokenException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private HistoryTokenException(String message) {
        super("history.token-malformed", message, null);
    }

    static HistoryTokenException malformed() {
        return new HistoryTokenException(
                "Cannot read the page of history at this token: it is none, or one of another version. Begin with the first page again.");
    }

    @Override
    public int status() {
        return 400;
    }
}
