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
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.support.CollectionReadWriteAccess;
import org.hibernate.cache.spi.support.EntityReadWriteAccess;
import org.hibernate.cache.spi.support.NaturalIdReadWriteAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;

/**
 * A region that is evicted when a bulk statement runs and when it is committed. Hibernate evicts for stateless sessions before the statement and
 * for others after the commit only, so that old or uncommitted rows are put in between. Leans on {@code
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

    private BulkLocks locks(CachedDomainDataAccess access) {
        // called while the region is made
        return new BulkLocks(access, () -> ((BoundedRegionFactory) getRegionFactory()).seesStatements());
    }

    /** A session that has events calls again after its transaction. */
    static void evictAfter(SharedSessionContractImplementor session, Runnable eviction) {
        if (!session.isEventSource() && session.isTransactionInProgress()) {
            AfterCompletionCallback evicting = (committed, by) -> eviction.run();
            session.getTransactionCompletionCallbacks().registerCallback(evicting);
        }
    }

    private static final class OfEntities extends EntityReadWriteAccess {

        private final BulkLocks locks;

        OfEntities(BoundedRegion region, EntityDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
            locks = region.locks(this);
        }

        @Override
        public SoftLock lockRegion() {
            return locks.take();
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            locks.isForStatementOf(session);
        }

        @Override
        public void unlockRegion(SoftLock lock) {
            locks.release(lock);
        }
    }

    private static final class OfNaturalIds extends NaturalIdReadWriteAccess {

        private final BulkLocks locks;

        OfNaturalIds(BoundedRegion region, NaturalIdDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
            locks = region.locks(this);
        }

        @Override
        public SoftLock lockRegion() {
            return locks.take();
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            locks.isForStatementOf(session);
        }

        @Override
        public void unlockRegion(SoftLock lock) {
            locks.release(lock);
        }
    }

    private static final class OfCollections extends CollectionReadWriteAccess {

        private final BulkLocks locks;

        OfCollections(BoundedRegion region, CollectionDataCachingConfig config) {
            super(region, region.getEffectiveKeysFactory(), region.getCacheStorageAccess(), config);
            locks = region.locks(this);
        }

        @Override
        public SoftLock lockRegion() {
            return locks.take();
        }

        @Override
        public void removeAll(SharedSessionContractImplementor session) {
            locks.isForStatementOf(session);
        }

        @Override
        public void unlockRegion(SoftLock lock) {
            locks.release(lock);
        }
    }
}
