/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.ValueReader;

/** A field clients may use: the attribute behind it and how its values are read. */
record Field<E>(AttributePath<E> path, ValueReader reader) {

    boolean supports(FilterOperator operator) {
        if (path.isCollection()) {
            return operator.kind() == FilterOperator.Kind.COLLECTION;
        }
        return switch (operator.kind()) {
            case EQUALITY, LIST, NULLITY -> true;
            case ORDER, RANGE -> reader.ordered();
            case TEXT -> path.type() == String.class;
            case COLLECTION -> false;
        };
    }
}
