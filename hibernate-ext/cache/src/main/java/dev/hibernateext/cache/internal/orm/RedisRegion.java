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
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.support.DomainDataRegionTemplate;

/** A region whose entries are in Redis. What is written is locked there, whatever the strategy. */
final class RedisRegion extends DomainDataRegionTemplate {

    RedisRegion(
            DomainDataRegionConfig config,
            RedisRegionFactory factory,
            RedisStorage storage,
            DomainDataRegionBuildingContext context) {
        super(config, factory, storage, RedisKeys.INSTANCE, context);
    }

    private RedisStorage storage() {
        return (RedisStorage) getCacheStorageAccess();
    }

    @Override
    public EntityDataAccess generateEntityAccess(EntityDataCachingConfig config) {
        return new RedisEntityAccess(this, storage(), config.getAccessType());
    }

    @Override
    public NaturalIdDataAccess generateNaturalIdAccess(NaturalIdDataCachingConfig config) {
        return new RedisNaturalIdAccess(this, storage(), config);
    }

    @Override
    public CollectionDataAccess generateCollectionAccess(CollectionDataCachingConfig config) {
        return new RedisCollectionAccess(this, storage(), config);
    }
}
