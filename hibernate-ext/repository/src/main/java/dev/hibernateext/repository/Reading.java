/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.session.QueryExecution;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.query.SelectionQuery;

/** Which part of the rows is read, and how. */
record Reading(Window window, QueryExecution execution) {

    static final Reading ALL = new Reading(Window.ALL, QueryExecution.PLAIN);

    Reading in(Window part) {
        return new Reading(part, execution);
    }

    Reading by(QueryExecution other) {
        return new Reading(window, other);
    }

    /** The beginning of this part. */
    Reading atMost(int rows) {
        return in(window.atMost(rows));
    }

    <R> List<R> rows(SelectionQuery<R> query) {
        return execution.getResultList(window.of(query));
    }

    /** The one that is always there. */
    <R> R value(SelectionQuery<R> query) {
        return execution.getSingleResult(query);
    }

    /** Only the query itself reads rows one by one. */
    <R> Stream<R> stream(SelectionQuery<R> query) {
        return window.of(query).getResultStream();
    }
}
