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

    /**
     * How long results of {@code CachedQuery} are used whose queries have a key and no time of their own. A pattern of keys follows, as {@code
     * CachedResults.invalidateKeys} takes it: {@code hibernate.ext.cache.results.ttl.offers:*}. Where several match, the shortest time holds. All that cannot be read is
     * told at once, and keeps the factory from starting.
     *
     * <p>Accepts a {@code Duration}, its ISO form or a number of milliseconds, longer than zero.
     *
     * @settingDefault none: as long as results are fresh
     */
    public static final String RESULT_TTL = "hibernate.ext.cache.results.ttl.";

    /**
     * Which writes end cached results of queries.
     *
     * <p>Accepts a {@code ResultPrecision} or its name in any case: {@code rows} ends those that read a column that was written in a row
     * they may read, {@code columns} those that read a column that was written in any, {@code tables} those that read its table, for databases whose triggers fill columns of the same table that the mapping does not declare as
     * generated. In Redis, {@code rows} is as {@code columns}, and a node with {@code tables} ends all results of the tables it writes, on all nodes.
     *
     * @settingDefault {@code rows}
     */
    public static final String RESULT_PRECISION = "hibernate.ext.cache.results.precision";

    /**
     * What a write of one entity changes behind it, beside what {@code @AlsoWrites} says. The name of the entity follows, or its name, a period and the
     * attribute that an update has to write: {@code hibernate.ext.cache.also_writes.com.acme.OrderLine.quantity}. What is not mapped keeps the
     * factory from starting.
     *
     * <p>Accepts names of entities and tables, separated by commas.
     *
     * @settingDefault what {@code @AlsoWrites} says
     */
    public static final String ALSO_WRITES = "hibernate.ext.cache.also_writes.";

    /**
     * Who keeps the entries of regions.
     *
     * <p>Accepts a {@code CacheProvider} or its name in any case: {@code ehcache} keeps them in the process, {@code redis} where all nodes
     * of the application share them; then Redisson has to be on the class path.
     *
     * @settingDefault {@code ehcache}
     */
    public static final String PROVIDER = "hibernate.ext.cache.provider";

    /**
     * Where Redis is, if it is the provider.
     *
     * <p>Accepts a {@code RedissonClient}, which the application closes; an address such as {@code redis://localhost:6379}; or the path or
     * URL of a YAML configuration of Redisson.
     *
     * @settingDefault none: it has to be set
     */
    public static final String REDIS = "hibernate.ext.cache.redis";

    /**
     * What the names of all keys in Redis begin with. Session factories share entries if they have the same prefix, so it has to be one for
     * each database.
     *
     * <p>Accepts a name without braces.
     *
     * @settingDefault none: it has to be set
     */
    public static final String REDIS_KEY_PREFIX = "hibernate.ext.cache.redis.key_prefix";

    /**
     * How long an answer of Redis is waited for. One that takes longer counts as none, and the factory goes on without Redis until it has
     * answered and forgotten all entries; it is asked again after as long.
     *
     * <p>Accepts a {@code Duration}, its ISO form or a number of milliseconds, longer than zero.
     *
     * @settingDefault {@code PT0.5S}
     */
    public static final String REDIS_TIMEOUT = "hibernate.ext.cache.redis.timeout";

    /**
     * How long what a transaction writes stays out of Redis if its node does not tell that it has ended. Longer than any transaction takes.
     *
     * <p>Accepts a {@code Duration}, its ISO form or a number of milliseconds, longer than zero.
     *
     * @settingDefault {@code PT1M}
     */
    public static final String REDIS_LOCK_TIMEOUT = "hibernate.ext.cache.redis.lock_timeout";

    /**
     * The most results of queries of a region that each node keeps in the process beside Redis. One is used when Redis says that it is still the one it has, which
     * takes a round trip and moves and reads nothing.
     *
     * <p>Accepts a whole number, at least 1.
     *
     * @settingDefault {@code 1000}
     */
    public static final String REDIS_NEAR_ENTRIES = "hibernate.ext.cache.redis.near_entries";

    private CacheSettings() {}
}
