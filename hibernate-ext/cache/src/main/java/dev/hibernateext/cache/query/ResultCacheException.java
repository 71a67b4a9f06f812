/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.core.HibernateExtException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Results of queries cannot be cached or invalidated as they are told to be. */
public final class ResultCacheException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private ResultCacheException(String message) {
        super("cache.results", message, null);
    }

    static ResultCacheException off() {
        return new ResultCacheException(
                "Cannot cache results of queries: nobody keeps them. Set hibernate.cache.use_query_cache=true, put ehcache and hibernate-jcache on the class path, and choose neither a region factory nor a provider, a manager or a file of caches.");
    }

    /**
     * Settings that cannot be read.
     *
     * @param problems what is wrong with each, which are suppressed as well
     * @return the error to throw
     */
    public static ResultCacheException settings(List<? extends HibernateExtException> problems) {
        var texts = problems.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
        var error = new ResultCacheException("Cannot use the settings under %s (%d errors). %s"
                .formatted(CacheSettings.RESULT_TTL, problems.size(), texts));
        problems.forEach(error::addSuppressed);
        return error;
    }

    static ResultCacheException ttl(Duration ttl) {
        return new ResultCacheException(
                "Cannot use a result for %s. Pass a duration longer than zero, or none.".formatted(ttl));
    }

    static ResultCacheException bounds(Duration shortest, Duration longest) {
        return new ResultCacheException("Cannot use a result for between %s and %s. Pass the shorter duration first."
                .formatted(shortest, longest));
    }

    static ResultCacheException blank(String what) {
        return new ResultCacheException("Cannot cache a result under a blank %s. Name it.".formatted(what));
    }

    static ResultCacheException foreign(Class<?> type) {
        return new ResultCacheException(
                "Cannot cache the results of a %s, which does not tell its session. Pass the query a session of Hibernate made."
                        .formatted(type.getName()));
    }
}
