/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

/**
 * A row that is there now, and who made it.
 *
 * @param <E> the entity
 */
public sealed interface FoundOrCreated<E> {

    /**
     * The row, whoever made it.
     *
     * @return managed in a {@code Session}, detached in a {@code StatelessSession}
     */
    E entity();

    /**
     * The row was there, or somebody else was faster.
     *
     * @param entity the row
     * @param <E> the entity
     */
    record Found<E>(E entity) implements FoundOrCreated<E> {}

    /**
     * The row was inserted by this call.
     *
     * @param entity the row
     * @param <E> the entity
     */
    record Created<E>(E entity) implements FoundOrCreated<E> {}
}
