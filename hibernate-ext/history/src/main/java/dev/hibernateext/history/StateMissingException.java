/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import dev.hibernateext.core.HibernateExtException;

/** An entity is to become what it was at a revision, and was not there then. Nothing was written. */
public final class StateMissingException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private StateMissingException(String message) {
        super("history.state-missing", message, null);
    }

    static StateMissingException of(HistoryKey key, long revision) {
        return new StateMissingException(
                "Cannot revert a %s to revision %d: it was deleted then, or not there yet. Take the number of a revision that left it there."
                        .formatted(key.entity(), revision));
    }

    @Override
    public int status() {
        return 404;
    }
}
