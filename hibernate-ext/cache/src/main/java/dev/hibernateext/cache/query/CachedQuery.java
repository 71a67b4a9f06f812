/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * A query whose results are cached, with a time, a key and tags under which they end. HQL, criteria and native queries alike. Belongs to the
 * thread of its session.
 *
 * <pre>{@code
 * var offers = CachedQuery.of(session.createSelectionQuery("from Offer where active", Offer.class))
 *         .ttl(Duration.ofMinutes(5))
 *         .key("offers:active")
 *         .tags("catalogue")
 *         .getResultList();
 * }</pre>
 *
 * <p>A result is used by sessions of the same tenant, for the same statement, parameters and filters, while it is what the database
 * would answer: in no transaction that wrote its tables, or that began before such a write ended. Of sessions that miss a result at the same
 * time, one asks the database and the others wait for it, at most as long as {@link
 * dev.hibernateext.cache.CacheSettings#RESULT_LOAD_WAIT}.
 *
 * <p>A query that locks rows, reads the past, or belongs to a session that does without the cache is executed as it is.
 *
 * @param <R> the type of the results
 */
public final class CachedQuery<R> {

    /** The region results are kept in, unless the query names one. */
    public static final String REGION = "cached-query-results-region";

    private final SelectionQuery<R> query;
    private final SharedSessionContractImplementor session;
    private final QueryCaching caching;

    private CachedQuery(SelectionQuery<R> query, SharedSessionContractImplementor session, QueryCaching caching) {
        this.query = query;
        this.session = session;
        this.caching = caching;
    }

    /**
     * Caches the results of a query.
     *
     * @param query of an open session or stateless session
     * @param <R> the type of the results
     * @return a query that keeps its results as long as they are fresh
     * @throws ResultCacheException if the query does not tell its session
     */
    public static <R> CachedQuery<R> of(SelectionQuery<R> query) {
        return of(query, QueryCaching.on());
    }

    static <R> CachedQuery<R> of(SelectionQuery<R> query, QueryCaching caching) {
        if (query instanceof DomainQueryExecutionContext executed) {
            return new CachedQuery<>(query, executed.getSession(), caching);
        }
        throw ResultCacheException.foreign(query.getClass());
    }

    /**
     * Limits the age of a result.
     *
     * @param ttl how long after it was put a result is used, longer than zero
     * @return a query with this limit
     * @throws ResultCacheException if it is zero or less
     */
    public CachedQuery<R> ttl(Duration ttl) {
        return with(caching.ttl(ttl));
    }

    /**
     * Limits the age of a result by how often what it reads changes.
     *
     * @param ttl between which bounds; takes the place of a fixed limit, as a fixed one does of this
     * @return a query with this limit
     */
    public CachedQuery<R> ttl(AdaptiveTtl ttl) {
        return with(caching.ttl(ttl));
    }

    /**
     * Names the result. Queries may share a key, and results never mix: what is read, with which parameters and for which tenant, is
     * part of what a result is found by.
     *
     * @param key not blank
     * @return a query with this key
     * @throws ResultCacheException if it is blank
     */
    public CachedQuery<R> key(String key) {
        return with(caching.key(key));
    }

    /**
     * Adds tags.
     *
     * @param tags not blank
     * @return a query with these tags and those it had
     * @throws ResultCacheException if one is blank
     */
    public CachedQuery<R> tags(String... tags) {
        return with(caching.tags(tags));
    }

    private CachedQuery<R> with(QueryCaching other) {
        return new CachedQuery<>(query, session, other);
    }

    /**
     * Switches the cache on or off for this query.
     *
     * @param enabled false to ask the database and keep nothing
     * @return a query that does so
     */
    public CachedQuery<R> enabled(boolean enabled) {
        return with(caching.enabled(enabled));
    }

    /**
     * The results.
     *
     * @return as {@link SelectionQuery#getResultList()}
     * @throws ResultCacheException if nobody keeps results of queries
     */
    public List<R> getResultList() {
        return execute(SelectionQuery::getResultList);
    }

    /**
     * The one result.
     *
     * @return as {@link SelectionQuery#getSingleResult()}
     * @throws ResultCacheException if nobody keeps results of queries
     */
    public R getSingleResult() {
        return execute(SelectionQuery::getSingleResult);
    }

    /**
     * The one result, if there is one.
     *
     * @return as {@link SelectionQuery#getSingleResultOrNull()}
     * @throws ResultCacheException if nobody keeps results of queries
     */
    public @Nullable R getSingleResultOrNull() {
        return this.<@Nullable R>execute(SelectionQuery::getSingleResultOrNull);
    }

    private <T extends @Nullable Object> T execute(Function<SelectionQuery<R>, T> execution) {
        if (!caching.isEnabled() || ResultSource.isCacheOff(session) || isAlone()) {
            query.setCacheable(false);
            return execution.apply(query);
        }
        query.setCacheable(true);
        if (query.getCacheRegion() == null) {
            query.setCacheRegion(REGION);
        }
        return ResultSource.of(session.getFactory()).during(session, caching.wish(), () -> execution.apply(query));
    }

    /** Rows are locked in the database, and the instant a session looks at is in no key. */
    private boolean isAlone() {
        return query.getHibernateLockMode().greaterThan(org.hibernate.LockMode.READ)
                || session.getLoadQueryInfluencers().getTemporalIdentifier() != null;
    }
}
