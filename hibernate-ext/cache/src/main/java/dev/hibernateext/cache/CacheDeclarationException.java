/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import dev.hibernateext.core.HibernateExtException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Several of the declarations of regions, times and relations, by annotations and settings, cannot be used. It fails the start of the session factory,
 * and tells all of them; where it is one alone, its own error is thrown.
 */
public final class CacheDeclarationException extends HibernateExtException {

    private static final long serialVersionUID = 1L;

    private final List<HibernateExtException> problems;

    private CacheDeclarationException(List<HibernateExtException> problems, String message) {
        super("cache.declarations", message, problems.get(0));
        this.problems = problems;
    }

    /**
     * What cannot be used.
     *
     * @param problems the error of each; the first is the cause as well, and the others are suppressed
     * @return the error to throw
     */
    public static CacheDeclarationException of(List<? extends HibernateExtException> problems) {
        var texts = problems.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
        var error = new CacheDeclarationException(
                List.copyOf(problems),
                "Cannot start with the cache as it is declared (%d errors). %s".formatted(problems.size(), texts));
        problems.stream().skip(1).forEach(error::addSuppressed);
        return error;
    }

    /**
     * The error of each.
     *
     * @return two or more, such as {@link CacheRegionException}, {@link CacheRelationException} and {@link
     *     dev.hibernateext.core.InvalidSettingException}
     */
    public List<HibernateExtException> problems() {
        return problems;
    }

    @Override
    protected Map<String, Object> details() {
        return Map.of("problems", problems.stream().map(Throwable::getMessage).toList());
    }
}
