/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.util.List;

/**
 * What one revision did to one entity.
 *
 * @param entity the name of the entity; of the subclass in a hierarchy
 * @param id the identifier of the row
 * @param kind what was done
 * @param revision who did it, and when
 * @param changed the paths of attributes that have another value than before, embeddables' parts and owned collections included, in
 *     the order of their names; of a created entity those with a value; of a deleted one none
 */
public record HistoryEntry(String entity, Object id, RevisionKind kind, Revision revision, List<String> changed) {

    /** Copies the paths. */
    public HistoryEntry {
        changed = List.copyOf(changed);
    }
}
