/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.Sort;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * What a query string asked for.
 *
 * @param restriction which rows; all of them if it has no filters
 * @param sort in which order; without keys if it has no sorters
 * @param <E> the entity
 */
public record FilteredSort<E>(Restriction<E> restriction, Sort<E> sort) {

    /**
     * Adds both to a specification.
     *
     * @param specification keeps the restrictions and orders it has
     * @return the specification
     */
    public SelectionSpecification<E> applyTo(SelectionSpecification<E> specification) {
        return specification.restrict(restriction).augment(sort);
    }
}
