/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.util.List;
import java.util.Optional;

/**
 * How an entity differs between two revisions.
 *
 * @param entity the name of the entity
 * @param id the identifier of the row
 * @param from the number of the revision it is compared with
 * @param to the number of the revision that is compared
 * @param changes in the order of their paths; where the entity was not there, its attributes were null and its collections empty
 */
public record StateDiff(String entity, Object id, long from, long to, List<AttributeChange> changes) {

    /** Copies the changes. */
    public StateDiff {
        changes = List.copyOf(changes);
    }

    /**
     * The change of one attribute.
     *
     * @param path the attribute
     * @return its change, or empty if it is the same in both
     */
    public Optional<AttributeChange> of(String path) {
        return changes.stream().filter(change -> change.path().equals(path)).findFirst();
    }
}
