/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import org.hibernate.cache.cfg.spi.CollectionDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.cfg.spi.EntityDataCachingConfig;
import org.hibernate.cache.cfg.spi.NaturalIdDataCachingConfig;
import org.hibernate.cache.jcache.internal.JCacheDomainDataRegionImpl;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.support.CollectionReadWriteAccess;
import org.hibernate.cache.spi.support.EntityReadWriteAccess;
import org.hibernate.cache.spi.support.NaturalIdReadWriteAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/**
 * A region that is evicted when a bulk statement of a stateless session is committed. Hibernate evicts for it before the statement, and
 * never after it, so whoever read in between put the old rows back. Leans on {@code
 * org.hibernate.cache.jcache.internal.JCacheDomainDataRegionImpl}, which it extends.
 */
final class BoundedRegion extends JCacheDomainDataRegionImpl {

    BoundedRegion(
            DomainDataRegionConfig config,
            BoundedRegionFactory factory,
            CacheKeysFactory keys,
            DomainDataRegionBuildingContext context) {
        super(config, factory, factory.storage(config, context), keys, context);
    }

    @Override
    public EntityDataAccess generateEntityAccess(EntityDataCachingConfig config) {
        return config.getAccessType() == AccessType.READ_WRITE
                ? new OfEntities(this, config)
                : super.generateEntityAccess(config);
    }

    @Override
    public NaturalIdDataAccess generateNaturalIdAccess(NaturalIdDataCachingConfig config) {
        return config.getAccessType() == AccessType.READ_WRITE
                ? new OfNaturalIds(this, config)
                : super.generateNaturalIdAccess(config);
    }

    @Override
    public CollectionDataAccess generateCollectionAccess(CollectionDataCachingConfig config) {
        return config.getAccessType() == AccessType.READ_WRITE
                ? new OfCollections(this, config)
                : super.generateCollectionAccess(config);
    }

    /** A session that has events calls again after its transaction. */
    static void evictAfter(SharedSessionContractImplementor session, Runnable eviction) {
        if (!session.isEventSource() && session.isTransactionInProgress()) {
            AfterCompletionCallback evicting = (committed, by) -> eviction.run();
            session.getTransactionCompletionCallbacks().registerCallback(evicting);
        }
    }

    private static final class OfEntities extends EntityReadWriteAccess {

        OfEntities(BoundedRegion region, EntityDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            evictAfter(session, this::evictAll);
        }
    }

    private static final class OfNaturalIds extends NaturalIdReadWriteAccess {

        OfNaturalIds(BoundedRegion region, NaturalIdDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            evictAfter(session, this::evictAll);
        }
    }

    private static final class OfCollections extends CollectionReadWriteAccess {

        OfCollections(BoundedRegion region, CollectionDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            evictAfter(session, this::evictAll);
        }
    }
}
