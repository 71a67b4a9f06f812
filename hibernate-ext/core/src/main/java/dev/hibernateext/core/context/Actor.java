/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.context;

/**
 * Who acts: a user, a service account, a job.
 *
 * @param id the identifier stored in {@code @CreatedBy} and {@code @UpdatedBy}; not blank. It may be personal, so {@link
 *     #toString()} withholds it.
 */
public record Actor(String id) {

    /** Checks the id. */
    public Actor {
        if (id.isBlank()) {
            throw new IllegalArgumentException("The id of an actor is blank. Pass the identifier to store.");
        }
    }

    @Override
    public String toString() {
        return "Actor[id withheld]";
    }
}
