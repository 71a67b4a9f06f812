/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Set;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;

/** Makes what tells Redis of writes of tables. */
public abstract class RemoteTablesFactory implements TimestampsCacheFactory {

    private final Set<ColumnGuard> guards;

    /** With some guards, for those who want to see what the others are for. */
    protected RemoteTablesFactory(Set<ColumnGuard> guards) {
        this.guards = guards;
    }

    @Override
    public TimestampsCache buildTimestampsCache(CacheImplementor cache, TimestampsRegion region) {
        return new RemoteTables(region, (RedisRegionFactory) cache.getRegionFactory(), guards);
    }
}
