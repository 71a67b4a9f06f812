/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to the rows of one collection, all its flushes taken together. Only collections that own rows are
 * reported; the other side of an association ({@code mappedBy}) is a change of the entities that hold the key.
 *
 * @param collection which collection
 * @param owner the entity it belongs to
 * @param rows which rows came and went
 */
public record CollectionChange(MappedCollection collection, EntityReference owner, Rows rows) implements Change {

    /**
     * The rows of a collection a transaction added and removed.
     *
     * @param added rows that are new, or null if not known
     * @param removed rows that are gone, or null if not known
     */
    public record Rows(
            @Nullable List<CollectionElement> added,
            @Nullable List<CollectionElement> removed) {

        /** Something changed, but not known what: a stateless session wrote, or the collection was never loaded. */
        public static final Rows UNKNOWN = new Rows(null, null);

        /** Copies the rows. */
        public Rows {
            added = copyOf(added);
            removed = copyOf(removed);
        }

        private static @Nullable List<CollectionElement> copyOf(@Nullable Collection<CollectionElement> rows) {
            return rows == null ? null : List.copyOf(rows);
        }

        /**
         * Whether both lists are known.
         *
         * @return false if either is not known
         */
        public boolean known() {
            return added != null && removed != null;
        }

        /** How many rows came and went. */
        @Override
        public String toString() {
            return "added=%s, removed=%s".formatted(count(added), count(removed));
        }

        private static Object count(@Nullable List<CollectionElement> rows) {
            return rows == null ? "unknown" : rows.size();
        }
    }

    /**
     * The role of the collection.
     *
     * @return the name of the owning entity and of the attribute, joined by a dot
     */
    public String role() {
        return collection.role();
    }

    @Override
    public Set<String> tables() {
        return collection.tables();
    }

    /** Role and how many rows came and went. */
    @Override
    public String toString() {
        return "CollectionChange[%s %s]".formatted(role(), rows);
    }
}
