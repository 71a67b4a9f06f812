/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.query;

import dev.hibernateext.core.context.TenantKey;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Ends results of {@link CachedQuery cached queries} by hand. Writes through Hibernate end what they touch by themselves; invalidate after the
 * commit of what was changed past it. Safe for use by many threads.
 *
 * <p>What a transaction read that began before an invalidation is not used after it. Each call takes the same time however many results
 * there are; they leave when they are looked for, or when others need the room.
 *
 * <pre>{@code
 * CachedResults.of(factory).invalidateKeys("offers:*");
 * CachedResults.of(factory).ofTenant(new TenantKey("acme")).invalidateAll();
 * }</pre>
 */
public interface CachedResults {

    /**
     * The results of a factory, those of the tenant that is in force when they are invalidated, or of no tenant if none is.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return invalidates results of this factory
     * @throws ResultCacheException if nobody keeps results of queries
     */
    static CachedResults of(SessionFactory factory) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        return ResultSource.of(implementor).results(implementor);
    }

    /**
     * Those of one tenant.
     *
     * @param tenant whose; null for those of sessions without a tenant
     * @return invalidates results of this tenant
     */
    CachedResults ofTenant(@Nullable TenantKey tenant);

    /**
     * Those of all tenants.
     *
     * @return invalidates results whosever they are
     */
    CachedResults ofAllTenants();

    /**
     * Ends the results under a key.
     *
     * @param key a key
     */
    void invalidateKey(String key);

    /**
     * Ends the results whose key matches a pattern as a whole: {@code *} stands for any characters, {@code ?} for one, {@code [a-z]} for one
     * of these, {@code [!a-z]} for one of the others, and what follows {@code \} for itself.
     *
     * @param pattern the pattern
     * @throws KeyPatternException if it cannot be read
     */
    void invalidateKeys(String pattern);

    /**
     * Ends the results with a tag.
     *
     * @param tag a tag
     */
    void invalidateTag(String tag);

    /**
     * Ends the results of queries that read a table of an entity.
     *
     * @param entity an entity class
     * @throws org.hibernate.UnknownEntityTypeException if the class is no entity of the factory
     */
    void invalidateEntity(Class<?> entity);

    /** Ends all results. */
    void invalidateAll();

    /**
     * Why an adaptive time is what it is now, for the tenant these results are of; of all tenants, for those without one.
     *
     * @param ttl the time, as queries have it
     * @param entity an entity class
     * @return what results of queries on this entity are used for, and what decides
     * @throws org.hibernate.UnknownEntityTypeException if the class is no entity of the factory
     */
    TtlExplanation explain(AdaptiveTtl ttl, Class<?> entity);

    /**
     * How results do, those of all tenants.
     *
     * @return counts since the factory started, which go on while they are read
     */
    ResultStatistics statistics();

    /**
     * Tells a listener how results do, those of all tenants.
     *
     * @param listener the listener
     * @return ends the registration when closed
     */
    ResultListener.Registration listen(ResultListener listener);
}
