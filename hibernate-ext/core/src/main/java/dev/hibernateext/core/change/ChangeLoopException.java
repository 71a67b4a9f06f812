/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import dev.hibernateext.core.HibernateExtException;
import java.util.Map;

/**
 * Listeners that write before completion did not come to rest: each round of their writes led to another. The transaction
 * is rolled back.
 */
public final class ChangeLoopException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final int rounds;

    private ChangeLoopException(int rounds, String message) {
        super("change.endless-loop", message, null);
        this.rounds = rounds;
    }

    /**
     * Listeners were still writing.
     *
     * @param rounds how often they were called
     * @param last what they wrote last
     * @return the error to throw
     */
    public static ChangeLoopException after(int rounds, ChangeSet last) {
        return new ChangeLoopException(
                rounds,
                "Cannot complete the transaction: after %d rounds of beforeCompletion the change listeners still write (tables %s). Let a listener ignore what it writes itself, by its ChangeInterest."
                        .formatted(rounds, last.tables()));
    }

    /**
     * How often the listeners were called.
     *
     * @return the number of rounds
     */
    public int rounds() {
        return rounds;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("rounds", rounds);
    }
}
