/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheDeclarationException;
import dev.hibernateext.cache.CacheRegionException;
import dev.hibernateext.cache.CacheRegions;
import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.cache.internal.Problems;
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
        var problems = new Problems();
        if (regions instanceof RedisRegionFactory redis) {
            redis.declare(model, problems);
            var relations = relations(model, factory, problems);
            raise(problems);
            share(redis, model, factory);
            ReachedWrites.watch(relations, factory);
        } else if (regions instanceof CacheRegions) {
            declare(regions, model, problems);
            var relations = relations(model, factory, problems);
            raise(problems);
            watch(regions, factory);
            ReachedWrites.watch(relations, factory);
        } else if (!isSwitchedOff(regions)) {
            refuse(model, regions.getClass().getName(), problems);
            raise(problems);
        }
    }

    private static void raise(Problems problems) {
        var found = problems.found();
        if (!found.isEmpty()) {
            throw found.size() == 1 ? found.get(0) : CacheDeclarationException.of(found);
        }
    }

    /** Nobody would look at what is declared. */
    private static void refuse(Metadata model, String regions, Problems problems) {
        DeclaredRegions.forEach(
                model, (declared, where) -> problems.add(CacheRegionException.otherFactory(where, regions)));
        DeclaredWrites.of(model)
                .forEach(declared -> problems.add(CacheRelationException.otherFactory(declared.where(), regions)));
    }

    private static void share(RedisRegionFactory redis, Metadata model, SessionFactoryImplementor factory) {
        redis.open(model);
        if (factory.getCache().getTimestampsCache() instanceof RemoteTables tables) {
            RemoteStatements.watch(tables, factory);
        }
    }

    private static WriteRelations relations(Metadata model, SessionFactoryImplementor factory, Problems problems) {
        var relations = WriteRelations.of(model);
        var names = new MappedNames(model);
        var declared = DeclaredWrites.of(model);
        declared.addAll(DeclaredWrites.of(SettingValues.of(factory.getProperties()), names, problems));
        declared.forEach(each -> each.addTo(relations, names, problems));
        return relations;
    }

    /** Apart, since the class of the regions cannot be loaded where no provider is there. */
    private static void declare(RegionFactory regions, Metadata model, Problems problems) {
        var declared = DeclaredRegions.of(model, problems);
        ((BoundedRegionFactory) regions).declare(declared, MappedColumns.of(model), problems);
    }

    private static void watch(RegionFactory regions, SessionFactoryImplementor factory) {
        if (ExecutionWatch.add(factory, new BulkEvictions(factory))) {
            ((BoundedRegionFactory) regions).statementsAreSeen();
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
