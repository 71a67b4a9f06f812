/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.filter;

import dev.hibernateext.repository.attribute.AttributePath;
import dev.hibernateext.repository.attribute.ValueReader;

/**
 * A field clients may use.
 *
 * @param path the attribute behind it
 * @param reader how its values are read
 * @param isArray whether it has several values in one column
 */
record Field<E>(AttributePath<E> path, ValueReader reader, boolean isArray) {

    boolean supports(FilterOperator operator) {
        if (path.isCollection()) {
            return operator.kind() == FilterOperator.Kind.COLLECTION;
        }
        if (isArray) {
            return operator.kind() == FilterOperator.Kind.COLLECTION || operator.kind() == FilterOperator.Kind.NULLITY;
        }
        return switch (operator.kind()) {
            case EQUALITY, LIST, NULLITY -> true;
            case ORDER, RANGE -> reader.ordered();
            case TEXT -> path.type() == String.class;
            case COLLECTION -> false;
        };
    }
}
