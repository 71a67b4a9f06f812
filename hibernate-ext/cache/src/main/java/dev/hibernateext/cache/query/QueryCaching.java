/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.hibernate.query.SelectionQuery;

/**
 * How results are cached of queries that somebody else makes, such as a repository: rows, counts and pages of a list alike. Each of its
 * queries has a result of its own under the same key, tags and time. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * static final QueryCaching CHEAP = QueryCaching.on().ttl(Duration.ofMinutes(5)).key("tracks:cheap").tags("catalogue");
 *
 * var cheap = tracks.where(filter).executedBy(CHEAP::getResultList).all();
 * }</pre>
 */
public final class QueryCaching {

    private static final QueryCaching ON = new QueryCaching(ResultWish.NONE, true);

    private final ResultWish wish;
    private final boolean enabled;

    private QueryCaching(ResultWish wish, boolean enabled) {
        this.wish = wish;
        this.enabled = enabled;
    }

    /**
     * Caches results as long as they are fresh.
     *
     * @return without a limit of age, a key and tags
     */
    public static QueryCaching on() {
        return ON;
    }

    /**
     * Limits the age of results.
     *
     * @param ttl how long after it was put a result is used, longer than zero
     * @return the same with this limit
     * @throws ResultCacheException if it is zero or less
     */
    public QueryCaching ttl(Duration ttl) {
        return with(new ResultWish(ttl, null, wish.key(), wish.tags()));
    }

    /**
     * Limits the age of results by how often what they read changes.
     *
     * @param ttl between which bounds; takes the place of a fixed limit, as a fixed one does of this
     * @return the same with this limit
     */
    public QueryCaching ttl(AdaptiveTtl ttl) {
        return with(new ResultWish(null, ttl, wish.key(), wish.tags()));
    }

    /**
     * Names the results, as {@link CachedQuery#key} does.
     *
     * @param key not blank
     * @return the same with this key
     * @throws ResultCacheException if it is blank
     */
    public QueryCaching key(String key) {
        return with(new ResultWish(wish.ttl(), wish.adaptive(), key, wish.tags()));
    }

    /**
     * Adds tags.
     *
     * @param tags not blank
     * @return the same with these tags and those it had
     * @throws ResultCacheException if one is blank
     */
    public QueryCaching tags(String... tags) {
        var all = new HashSet<>(wish.tags());
        all.addAll(List.of(tags));
        return with(new ResultWish(wish.ttl(), wish.adaptive(), wish.key(), all));
    }

    private QueryCaching with(ResultWish other) {
        return new QueryCaching(other, enabled);
    }

    /**
     * Switches the cache on or off for these queries.
     *
     * @param on false to ask the database and keep nothing
     * @return the same, on or off
     */
    public QueryCaching enabled(boolean on) {
        return new QueryCaching(wish, on);
    }

    /**
     * A query whose results are cached so.
     *
     * @param query of an open session or stateless session
     * @param <R> the type of the results
     * @return to be executed
     * @throws ResultCacheException if the query does not tell its session
     */
    public <R> CachedQuery<R> of(SelectionQuery<R> query) {
        return CachedQuery.of(query, this);
    }

    /**
     * Executes a query.
     *
     * @param query of an open session or stateless session
     * @param <R> the type of the results
     * @return as {@link SelectionQuery#getResultList()}
     * @throws ResultCacheException if nobody keeps results of queries
     */
    public <R> List<R> getResultList(SelectionQuery<R> query) {
        return of(query).getResultList();
    }

    ResultWish wish() {
        return wish;
    }

    boolean isEnabled() {
        return enabled;
    }
}
