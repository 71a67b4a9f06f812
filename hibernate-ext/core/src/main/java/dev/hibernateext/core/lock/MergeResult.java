/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.lock;

/**
 * What became of a merge.
 *
 * @param <E> the entity
 */
public sealed interface MergeResult<E> {

    /**
     * How both sides differed.
     *
     * @return the difference that was decided on
     */
    ThreeWayDiff<E> diff();

    /**
     * Both sides' changes are in the row.
     *
     * @param entity the entity with both; managed in a stateful session
     * @param diff how both sides differed
     * @param <E> the entity
     */
    record Merged<E>(E entity, ThreeWayDiff<E> diff) implements MergeResult<E> {

        /** The difference without values. */
        @Override
        public String toString() {
            return "Merged[" + diff + "]";
        }
    }

    /**
     * Both sides changed the same; nothing was written.
     *
     * @param diff what somebody has to decide on
     * @param <E> the entity
     */
    record Conflicting<E>(ThreeWayDiff<E> diff) implements MergeResult<E> {}
}
