/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.core.change.internal.ExecutionWatch;
import dev.hibernateext.core.change.internal.MutationWatch;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Tells the region factory what the entities declare, before their regions are made. Leans on {@code
 * org.hibernate.cache.internal.NoCachingRegionFactory}, which stands where nothing is cached.
 */
public final class CacheIntegrator implements Integrator {

    @Override
    public void integrate(Metadata model, BootstrapContext context, SessionFactoryImplementor factory) {
        var regions = factory.getSessionFactoryOptions().getServiceRegistry().requireService(RegionFactory.class);
        if (regions instanceof RedisRegionFactory redis) {
            redis.declare(model);
            if (factory.getCache().getTimestampsCache() instanceof RemoteTables tables) {
                ExecutionWatch.add(factory, tables);
            }
            watchRelations(model, factory);
        } else if (regions instanceof CacheRegions) {
            bound(regions, model, factory);
            watchRelations(model, factory);
        } else if (!isSwitchedOff(regions)) {
            DeclaredRegions.forEach(model, (declared, where) -> {
                throw CacheRegionException.otherFactory(
                        where, regions.getClass().getName());
            });
            DeclaredWrites.of(model).forEach(declared -> {
                throw CacheRelationException.otherFactory(
                        declared.where(), regions.getClass().getName());
            });
        }
    }

    private static void watchRelations(Metadata model, SessionFactoryImplementor factory) {
        var relations = WriteRelations.of(model);
        var names = new MappedNames(model);
        var declared = DeclaredWrites.of(model);
        declared.addAll(DeclaredWrites.of(SettingValues.of(factory.getProperties()), names));
        declared.forEach(each -> each.addTo(relations, names));
        ReachedWrites.watch(relations, factory);
    }

    /** Apart, since the class of the regions cannot be loaded where no provider is there. */
    private static void bound(RegionFactory regions, Metadata model, SessionFactoryImplementor factory) {
        var bounded = (BoundedRegionFactory) regions;
        bounded.declare(DeclaredRegions.of(model), MappedColumns.of(model));
        if (ExecutionWatch.add(factory, new BulkEvictions(factory))) {
            bounded.statementsAreSeen();
            if (factory.getSessionFactoryOptions().isQueryCacheEnabled()) {
                UpdateListener.install(factory.getServiceRegistry().requireService(EventListenerRegistry.class));
                MutationWatch.add(factory, new ForcedVersions());
            }
        }
    }

    /** A cache that is off for a while leaves what entities declare as it is. */
    private static boolean isSwitchedOff(RegionFactory regions) {
        return regions instanceof NoCachingRegionFactory;
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // the region factory ends by itself
    }
}
