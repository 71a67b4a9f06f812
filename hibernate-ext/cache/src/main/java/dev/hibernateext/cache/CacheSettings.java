/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

/** The settings of the second-level cache, to be passed to Hibernate like its own. */
public final class CacheSettings {

    /**
     * Whether the regions of this library take the place of Hibernate's where no region factory is chosen and Ehcache and
     * {@code hibernate-jcache} are there.
     *
     * <p>Accepts {@code true} or {@code false}.
     *
     * @settingDefault {@code true}
     */
    public static final String ENABLED = "hibernate.ext.cache.enabled";

    /**
     * What becomes of a region that neither an annotation nor a setting bounds.
     *
     * <p>Accepts a {@code MissingRegion} or its name in any case: {@code bounded} gives it the default bounds, {@code fail} keeps the
     * factory from starting.
     *
     * @settingDefault {@code bounded}
     */
    public static final String MISSING_REGION = "hibernate.ext.cache.missing_region";

    /**
     * How long an entry is used after it was put, in regions for which nothing else is said.
     *
     * <p>Accepts a {@code Duration}, its ISO form or a number of milliseconds, longer than zero.
     *
     * @settingDefault none: entries stay as long as there is room
     */
    public static final String DEFAULT_TTL = "hibernate.ext.cache.default.ttl";

    /**
     * The most entries of a region for which nothing else is said.
     *
     * <p>Accepts a whole number, at least 1.
     *
     * @settingDefault {@code 10000}
     */
    public static final String DEFAULT_MAX_ENTRIES = "hibernate.ext.cache.default.max_entries";

    /**
     * What bounds one region of entities, natural ids or a collection. The name of the region and {@code .ttl}, {@code .max_entries}
     * or {@code .max_bytes} follow: {@code hibernate.ext.cache.region.com.acme.Product.max_entries}. Each goes before what
     * {@code @CacheRegion} says. A region the factory does not have keeps it from starting.
     *
     * <p>Accepts for {@code ttl} a {@code Duration}, its ISO form or a number of milliseconds, longer than zero; for the others a whole
     * number, at least 1, and one of them only.
     *
     * @settingDefault what {@code @CacheRegion} says, or the default bounds
     */
    public static final String REGION = "hibernate.ext.cache.region.";

    /**
     * What bounds one region of query results; as for other regions. {@code default-query-results-region} is the one of queries that name
     * none. Since queries name regions at run time, any name is accepted.
     *
     * @settingDefault the default bounds
     */
    public static final String QUERY_REGION = "hibernate.ext.cache.query_region.";

    /**
     * How long a cached query waits for another that loads the same result, before it asks the database itself. It holds its connection
     * meanwhile.
     *
     * <p>Accepts a {@code Duration}, its ISO form or a number of milliseconds, longer than zero.
     *
     * @settingDefault {@code PT1S}
     */
    public static final String RESULT_LOAD_WAIT = "hibernate.ext.cache.results.load_wait";

    private CacheSettings() {}
}
