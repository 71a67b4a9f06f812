/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.tenancy.Depot.Country;
import dev.hibernateext.it.tenancy.Depot.Item;
import dev.hibernateext.it.tenancy.Depot.Parcel;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.PersisterFactoryImpl;
import org.hibernate.persister.spi.PersisterFactory;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The blade of {@link AdminCacheAttackIT}: a factory whose caches are Hibernate's, without what the library puts before them. */
@HibernateExtTest(
        entities = {Parcel.class, Item.class, Country.class},
        contributors = TenantFleet.Settings.class,
        settings = {
            @Setting(
                    name = "hibernate.persister.factory",
                    value = "dev.hibernateext.it.tenancy.AdminCacheBladeIT$Unguarded"),
            @Setting(name = "hibernate.cache.region.factory_class", value = "jcache"),
            @Setting(name = "hibernate.javax.cache.provider", value = "org.ehcache.jsr107.EhcacheCachingProvider"),
            @Setting(name = "hibernate.javax.cache.missing_cache_strategy", value = "create"),
            @Setting(name = "hibernate.cache.auto_evict_collection_cache", value = "true"),
            @Setting(name = "hibernate.cache.use_query_cache", value = "true")
        })
class AdminCacheBladeIT {

    /** Statements in bulk empty regions for all. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {".*_BY_HQL", ".*_SQL"})
    void leavesWhatIsOldInTheCaches(AdminWrite write, SessionFactoryScope scope) {
        var depot = Depot.filled(TenantFleet.of(scope));
        AdminCacheAttackIT.cached(depot, scope);

        depot.administer(session -> write.run(session, depot));

        var after = depot.seenOrFailure();
        scope.factory().getCache().evictAllRegions();
        assertThat(after).isNotEqualTo(depot.seen());
    }

    /** Gives persisters the caches as they are. Chosen by its name in the settings. */
    public static final class Unguarded implements PersisterFactory, ServiceRegistryAwareService {

        private static final long serialVersionUID = 1L;

        private final transient PersisterFactoryImpl factory = new PersisterFactoryImpl();

        @Override
        public void injectServices(ServiceRegistryImplementor registry) {
            factory.injectServices(registry);
        }

        @Override
        public EntityPersister createEntityPersister(
                PersistentClass entity,
                @Nullable EntityDataAccess entities,
                @Nullable NaturalIdDataAccess naturalIds,
                RuntimeModelCreationContext context) {
            var role = new NavigableRole(entity.getRootClass().getEntityName());
            var cache = context.getSessionFactory().getCache();
            return factory.createEntityPersister(
                    entity,
                    cache.getEntityRegionAccess(role),
                    cache.getNaturalIdCacheRegionAccessStrategy(role),
                    context);
        }

        @Override
        public CollectionPersister createCollectionPersister(
                Collection collection,
                @Nullable CollectionDataAccess collections,
                RuntimeModelCreationContext context) {
            var role = new NavigableRole(collection.getRole());
            return factory.createCollectionPersister(
                    collection, context.getSessionFactory().getCache().getCollectionRegionAccess(role), context);
        }
    }
}
