/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one attribute differs between two states. */
public sealed interface AttributeChange {

    /**
     * The attribute.
     *
     * @return its name, behind the names of the embeddables it is in, joined by dots
     */
    String path();

    /**
     * Of a value or a reference.
     *
     * @param path the attribute
     * @param before the value, or the id of the referenced entity; null if there was none
     * @param after the same later
     */
    record OfValue(
            String path, @Nullable Object before, @Nullable Object after) implements AttributeChange {

        /** The path only. */
        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * Of an owned collection. Both lists are empty if only the order differs.
     *
     * @param path the attribute
     * @param added elements that are new: values, ids of entities, entries of a map
     * @param removed elements that are gone
     */
    record OfElements(String path, List<Object> added, List<Object> removed) implements AttributeChange {

        /** Copies both. */
        public OfElements {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }

        /** The path and the numbers only. */
        @Override
        public String toString() {
            return "%s +%d -%d".formatted(path, added.size(), removed.size());
        }
    }
}
