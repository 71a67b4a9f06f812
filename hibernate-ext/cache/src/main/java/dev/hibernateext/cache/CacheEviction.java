/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache;

import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.TenantKey;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Takes single entities out of the second-level cache, by tenant. Hibernate's own {@code Cache.evict(type, id)} looks for an entry
 * without a tenant, so in sessions with tenants it does nothing. Safe for use by many threads.
 *
 * <p>Evict what was changed past Hibernate, after that was committed. A session whose transaction began before the eviction does not
 * bring the old state back.
 *
 * <pre>{@code
 * CacheEviction.of(factory).evict(Invoice.class, 7L, new TenantKey("acme"));
 * }</pre>
 */
public final class CacheEviction {

    private final SessionFactoryImplementor factory;

    private CacheEviction(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * The evictions of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return evicts from the regions of this factory, whatever region factory it has
     */
    public static CacheEviction of(SessionFactory factory) {
        return new CacheEviction(factory.unwrap(SessionFactoryImplementor.class));
    }

    /**
     * Evicts an entity of the tenant in force, or of none if none is. What is shared among tenants has one entry for all, which is
     * evicted in each case.
     *
     * @param type an entity class
     * @param id its identifier
     * @throws org.hibernate.UnknownEntityTypeException if the class is no entity of the factory
     */
    public void evict(Class<?> type, Object id) {
        evict(type, id, Contexts.of(factory).tenant());
    }

    /**
     * Evicts an entity of a tenant.
     *
     * @param type an entity class
     * @param id its identifier
     * @param tenant whose entry it is; null for that of sessions without a tenant
     * @throws org.hibernate.UnknownEntityTypeException if the class is no entity of the factory
     */
    public void evict(Class<?> type, Object id, @Nullable TenantKey tenant) {
        var entity = entity(type);
        var access = entity.getCacheAccessStrategy();
        if (access != null) {
            access.evict(key(access, entity, new Row(id, tenant)));
        }
    }

    /**
     * Whether an entity of a tenant is in the cache, or being written there.
     *
     * @param type an entity class
     * @param id its identifier
     * @param tenant whose entry it is; null for that of sessions without a tenant
     * @return false if the entity is not cached at all
     * @throws org.hibernate.UnknownEntityTypeException if the class is no entity of the factory
     */
    public boolean contains(Class<?> type, Object id, @Nullable TenantKey tenant) {
        var entity = entity(type);
        var access = entity.getCacheAccessStrategy();
        return access != null && access.contains(key(access, entity, new Row(id, tenant)));
    }

    private record Row(Object id, @Nullable TenantKey tenant) {}

    private Object key(EntityDataAccess access, EntityPersister entity, Row row) {
        var id = entity.getIdentifierMapping().getJavaType().coerce(row.id());
        return access.generateCacheKey(
                id, entity, factory, row.tenant() == null ? null : row.tenant().value());
    }

    private EntityPersister entity(Class<?> type) {
        return factory.getMappingMetamodel().getEntityDescriptor(type);
    }
}
