/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import dev.hibernateext.core.context.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one transaction changed. Immutable, detached from any session and safe to hand to other threads.
 *
 * @param context who acted, for which tenant, in which operation, when the transaction completed
 * @param transactional false for a write of a stateless session outside a transaction, which is published by itself at once
 * @param changes the changes, in the order in which each thing changed first
 */
public record ChangeSet(Context context, boolean transactional, List<Change> changes) {

    /** Copies the changes. */
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /**
     * The changes of entities of a class.
     *
     * @param type an entity class, mapped superclass or interface
     * @return changes of the class and its subclasses
     */
    public List<EntityChange> of(Class<?> type) {
        return entities().stream()
                .filter(change -> type.isAssignableFrom(change.javaType()))
                .toList();
    }

    /**
     * The changes of single entities.
     *
     * @return one for each row; more only where a bulk statement on the same tables lies between them
     */
    public List<EntityChange> entities() {
        return only(EntityChange.class);
    }

    /**
     * The changes of collections.
     *
     * @return one for each collection of each owner; more only where a bulk statement on its tables lies between them
     */
    public List<CollectionChange> collections() {
        return only(CollectionChange.class);
    }

    /**
     * The statements that changed rows without loading them.
     *
     * @return one for each statement executed
     */
    public List<BulkChange> bulk() {
        return only(BulkChange.class);
    }

    /**
     * The tables whose rows are affected.
     *
     * @return the query spaces of all changes; incomplete if not {@link #tablesKnown()}
     */
    public Set<String> tables() {
        return changes.stream()
                .flatMap(change -> change.tables().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Whether {@link #tables()} is complete.
     *
     * @return false if a native statement without declared query spaces is among the changes
     */
    public boolean tablesKnown() {
        return bulk().stream().allMatch(BulkChange::tablesKnown);
    }

    private <T extends Change> List<T> only(Class<T> type) {
        return changes.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The changes, without values. */
    @Override
    public String toString() {
        return "ChangeSet[transactional=%s, changes=%s]".formatted(transactional, changes);
    }
}
