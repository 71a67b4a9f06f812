/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one attribute differs between what was read first, what one side wants, and what the row holds now. */
public sealed interface AttributeDiff {

    /**
     * The attribute.
     *
     * @return its name; inside an embeddable the path to it, joined with dots
     */
    String path();

    /**
     * Who changed it.
     *
     * @return the verdict
     */
    Verdict verdict();

    /** Who changed an attribute. */
    enum Verdict {
        /** Only this side; the row still holds the base. */
        MINE,
        /** Only somebody else; this side still has the base. */
        THEIRS,
        /** Both, to the same. */
        SAME,
        /** Both, differently; or both differ and the base is not known. */
        CONFLICT
    }

    /**
     * A value, or the id of an associated entity.
     *
     * @param path the attribute
     * @param verdict who changed it
     * @param base what was read first; null also if the base is not known
     * @param mine what this side wants
     * @param theirs what the row holds
     */
    record OfValue(
            String path,
            Verdict verdict,
            @Nullable Object base,
            @Nullable Object mine,
            @Nullable Object theirs) implements AttributeDiff {

        /**
         * What was read first.
         *
         * @param type the attribute's type, or that of the associated entity's id
         * @param <T> the type
         * @return the value; null also if the base is not known
         */
        public <T> @Nullable T base(Class<T> type) {
            return type.cast(base);
        }

        /**
         * What this side wants.
         *
         * @param type the attribute's type, or that of the associated entity's id
         * @param <T> the type
         * @return the value
         */
        public <T> @Nullable T mine(Class<T> type) {
            return type.cast(mine);
        }

        /**
         * What the row holds.
         *
         * @param type the attribute's type, or that of the associated entity's id
         * @param <T> the type
         * @return the value
         */
        public <T> @Nullable T theirs(Class<T> type) {
            return type.cast(theirs);
        }

        /** The path and the verdict, never a value. */
        @Override
        public String toString() {
            return path + ": " + verdict;
        }
    }

    /**
     * An owned collection. Elements that are entities appear as their ids, those of a map as its entries. Where the base is
     * not known, the other side's collection takes its place.
     *
     * @param path the attribute
     * @param verdict who changed it; a stored order counts
     * @param mine what this side added and removed
     * @param theirs what others added and removed
     */
    record OfElements(String path, Verdict verdict, Delta mine, Delta theirs) implements AttributeDiff {

        /** The path and the verdict, never an element. */
        @Override
        public String toString() {
            return path + ": " + verdict;
        }
    }

    /**
     * What one side did to a collection.
     *
     * @param added elements that are new
     * @param removed elements that are gone
     */
    record Delta(List<?> added, List<?> removed) {

        /** The numbers only. */
        @Override
        public String toString() {
            return "+%d -%d".formatted(added.size(), removed.size());
        }
    }
}
