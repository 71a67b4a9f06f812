/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm.shared;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.mixins.SharedAmongTenants;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.internal.PersisterFactoryInitiator;
import org.hibernate.persister.spi.PersisterFactory;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Gives what is declared {@link SharedAmongTenants} one entry in the second-level cache. Hibernate puts the tenant of the session
 * into every key, so a change by one tenant would leave the entries of the others as they were. Rows that belong to tenants are
 * changed by sessions of all tenants too, under the key of the row's tenant.
 *
 * <p>The keys are still made by the factory of keys the user chose; it is told of no tenant. The user's persister factory is
 * kept behind this one. Leans on {@code org.hibernate.persister.internal.PersisterFactoryInitiator} for Hibernate's own.
 */
public final class SharedPersisters implements PersisterFactory, ServiceRegistryAwareService {

    private static final long serialVersionUID = 1L;

    private final transient PersisterFactory chosen;

    private SharedPersisters(PersisterFactory chosen) {
        this.chosen = chosen;
    }

    /** Makes it, with the user's choice behind it. */
    public static final class Initiator implements StandardServiceInitiator<PersisterFactory> {

        @Override
        public Class<PersisterFactory> getServiceInitiated() {
            return PersisterFactory.class;
        }

        @Override
        public PersisterFactory initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new SharedPersisters(PersisterFactoryInitiator.INSTANCE.initiateService(settings, registry));
        }
    }

    @Override
    public void injectServices(ServiceRegistryImplementor registry) {
        if (chosen instanceof ServiceRegistryAwareService aware) {
            aware.injectServices(registry);
        }
    }

    @Override
    public EntityPersister createEntityPersister(
            PersistentClass entity,
            @Nullable EntityDataAccess entities,
            @Nullable NaturalIdDataAccess naturalIds,
            RuntimeModelCreationContext context) {
        return chosen.createEntityPersister(
                entity,
                entities == null ? null : keyed(entities, entity, ownersIn(context)),
                naturalIds == null ? null : keyed(naturalIds, entity, ownersIn(context)),
                context);
    }

    @Override
    public CollectionPersister createCollectionPersister(
            Collection collection, @Nullable CollectionDataAccess collections, RuntimeModelCreationContext context) {
        return chosen.createCollectionPersister(
                collection, collections == null ? null : keyed(collections, collection, ownersIn(context)), context);
    }

    private static RowOwners ownersIn(RuntimeModelCreationContext context) {
        return FactoryState.of(context.getSessionFactory()).component(RowOwners.class, () -> RowOwners.NONE);
    }

    private static EntityDataAccess keyed(EntityDataAccess access, PersistentClass entity, RowOwners owners) {
        if (isShared(entity)) {
            return new SharedEntityAccess(access);
        }
        var root = entity.getRootClass().getEntityName();
        return owners.isOwned(root) ? new OwnedEntityAccess(access, root, owners) : access;
    }

    private static NaturalIdDataAccess keyed(NaturalIdDataAccess access, PersistentClass entity, RowOwners owners) {
        if (isShared(entity)) {
            return new SharedNaturalIdAccess(access);
        }
        return owners.isOwned(entity.getEntityName()) ? new OwnedNaturalIdAccess(access, owners) : access;
    }

    private static CollectionDataAccess keyed(CollectionDataAccess access, Collection collection, RowOwners owners) {
        var owner = collection.getOwner();
        var elements = elementsOf(collection);
        if (isShared(owner) && (elements == null || isShared(elements))) {
            return new SharedCollectionAccess(access);
        }
        var owned =
                owners.isOwned(owner.getEntityName()) || (elements != null && owners.isOwned(elements.getEntityName()));
        return owned ? new OwnedCollectionAccess(access, collection.getRole(), owners) : access;
    }

    /** Elements of tenants are others for each of them. */
    private static @Nullable PersistentClass elementsOf(Collection collection) {
        var element = collection.getElement();
        if (element instanceof OneToMany many) {
            return many.getAssociatedClass();
        }
        return element instanceof ManyToOne target
                ? collection.getMetadata().getEntityBinding(target.getReferencedEntityName())
                : null;
    }

    private static boolean isShared(PersistentClass entity) {
        var type = entity.getRootClass().getMappedClass();
        return type != null && type.isAnnotationPresent(SharedAmongTenants.class);
    }
}
