/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.bulk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an upsert tells whether a row is there, and what it does then. Immutable.
 *
 * <pre>{@code
 * tracks.upsertAll(imported, Upsert.byKey("isrc").changingOnly("unitPrice"), BulkOptions.DEFAULT);
 * }</pre>
 */
public final class Upsert {

    private final Target target;
    private final List<String> names;
    private final @Nullable Set<String> changed;
    private final DeletedRowPolicy deleted;

    private Upsert(Target target, List<String> names, @Nullable Set<String> changed, DeletedRowPolicy deleted) {
        this.target = target;
        this.names = names;
        this.changed = changed;
        this.deleted = deleted;
    }

    /** By what rows are matched. */
    enum Target {
        ID,
        NATURAL_ID,
        ATTRIBUTES,
        CONSTRAINT
    }

    private static Upsert by(Target target, List<String> names) {
        return new Upsert(target, names, null, DeletedRowPolicy.FAIL);
    }

    /**
     * Rows with the same id are the same.
     *
     * @return changes all attributes of a row that is there
     */
    public static Upsert byId() {
        return by(Target.ID, List.of());
    }

    /**
     * Rows with the same natural id are the same.
     *
     * @return changes all attributes of a row that is there
     */
    public static Upsert byNaturalId() {
        return by(Target.NATURAL_ID, List.of());
    }

    /**
     * Rows that have the same values in the attributes of a unique key are the same. A row without a value in one of them is always new.
     *
     * @param attributes those of one unique constraint or index, attributes of the entity itself
     * @return changes all attributes of a row that is there
     */
    public static Upsert byKey(String... attributes) {
        return by(Target.ATTRIBUTES, List.of(attributes));
    }

    /**
     * Rows that have the same unique key are the same.
     *
     * @param name the name of the unique constraint in the mappings
     * @return changes all attributes of a row that is there
     */
    public static Upsert byConstraint(String name) {
        return by(Target.CONSTRAINT, List.of(name));
    }

    /**
     * Changes some attributes of a row that is there. Version and update stamps follow anyway; creation stamps never change.
     *
     * @param attributes attributes of the entity itself
     * @return another upsert
     */
    public Upsert changingOnly(String... attributes) {
        return new Upsert(target, names, Set.of(attributes), deleted);
    }

    /**
     * Leaves rows that are there as they are, and counts them as skipped.
     *
     * @return another upsert
     */
    public Upsert keepingRows() {
        return new Upsert(target, names, Set.of(), deleted);
    }

    /**
     * Says what becomes of soft-deleted rows.
     *
     * @param policy for rows whose key a deleted row has; {@link DeletedRowPolicy#FAIL} unless said otherwise
     * @return another upsert
     */
    public Upsert onDeleted(DeletedRowPolicy policy) {
        return new Upsert(target, names, changed, policy);
    }

    Target target() {
        return target;
    }

    List<String> names() {
        return names;
    }

    boolean keepsRows() {
        return changed != null && changed.isEmpty();
    }

    boolean changes(String attribute) {
        return changed == null || changed.contains(attribute);
    }

    /** The attributes to change, or none if all are. */
    Set<String> changed() {
        return changed == null ? Set.of() : changed;
    }

    DeletedRowPolicy deleted() {
        return deleted;
    }
}
