/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Which part of the rows. */
record Window(int offset, @Nullable Integer limit) {

    static final Window ALL = new Window(0, null);

    Window {
        if (offset < 0 || (limit != null && limit < 0)) {
            throw new IllegalArgumentException("Offset and limit count rows from 0: " + offset + ", " + limit);
        }
    }

    /** The beginning of this part. */
    Window atMost(int rows) {
        return new Window(offset, limit == null ? rows : Math.min(limit, rows));
    }

    <R> SelectionQuery<R> of(SelectionQuery<R> query) {
        query.setFirstResult(offset);
        return limit == null ? query : query.setMaxResults(limit);
    }
}
