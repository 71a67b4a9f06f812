/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.page;

import dev.hibernateext.repository.attribute.AttributePath;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.Root;
import org.hibernate.query.restriction.Path;

/** A sort key to select beside the entity: as it is in the database, whatever the session has changed. */
record KeyPath<E>(AttributePath<E> attribute) implements Path<E, Object> {

    @Override
    public jakarta.persistence.criteria.Path<Object> path(Root<? extends E> root) {
        return attribute.in(root);
    }

    @Override
    public Class<Object> getType() {
        return Object.class;
    }

    @Override
    public FetchParent<?, ? extends Object> fetch(Root<? extends E> root) {
        throw new UnsupportedOperationException("A sort key is selected, not fetched");
    }
}
