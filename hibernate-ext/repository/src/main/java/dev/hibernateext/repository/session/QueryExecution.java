/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.session;

import java.util.List;
import org.hibernate.query.SelectionQuery;

/**
 * How the queries of repositories and pages are executed, such as through a cache. What it is for differs from query to query, so it is
 * written as a reference to a generic method, or as a class.
 *
 * <pre>{@code
 * var caching = QueryCaching.on().ttl(Duration.ofMinutes(5)).key("tracks:cheap");
 * var cheap = tracks.where(filter).executedBy(caching::getResultList).all();
 * }</pre>
 */
@FunctionalInterface
public interface QueryExecution {

    /** As the query executes itself. */
    QueryExecution PLAIN = SelectionQuery::getResultList;

    /**
     * Executes a query.
     *
     * @param query with all of its parameters, and its part of the rows
     * @param <R> the type of the results
     * @return all results, in their order
     */
    <R> List<R> getResultList(SelectionQuery<R> query);

    /**
     * Executes a query that has one result whatever the rows are, such as a count.
     *
     * @param query with all of its parameters
     * @param <R> the type of the result
     * @return the result
     */
    default <R> R getSingleResult(SelectionQuery<R> query) {
        return getResultList(query).get(0);
    }
}
