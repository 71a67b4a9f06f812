/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.core.tenant.internal.TenantModel;
import dev.hibernateext.mixins.SharedAmongTenants;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which tables have rows of tenants only. Those are the tables of entities with an attribute for the tenant; and if no entity has
 * one but each tenant has a connection of its own, of all that are not declared as shared, as in Hibernate's second-level cache.
 */
final class OwnedTables {

    boolean areOwned(String table, SessionFactoryImplementor factory) {
        var owners = ownersOf(table, factory);
        return !owners.isEmpty() && owners.stream().allMatch(entity -> isOwned(entity, factory));
    }

    private static Set<EntityPersister> ownersOf(String table, SessionFactoryImplementor factory) {
        var owners = new HashSet<EntityPersister>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (hasRows(entity, table)) {
                owners.add(entity);
            }
        });
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (hasRows(collection, table)) {
                owners.add(collection.getOwnerEntityPersister());
            }
        });
        return owners;
    }

    private static boolean hasRows(EntityPersister entity, String table) {
        return Arrays.asList(entity.getPropertySpaces()).contains(table);
    }

    private static boolean hasRows(CollectionPersister collection, String table) {
        return !collection.isInverse()
                && Arrays.asList(collection.getCollectionSpaces()).contains(table);
    }

    private static boolean isOwned(EntityPersister entity, SessionFactoryImplementor factory) {
        var rows = TenantModel.of(factory);
        return rows.isEmpty()
                ? factory.getSessionFactoryOptions().isMultiTenancyEnabled() && !isShared(entity)
                : rows.of(entity.getEntityName()) != null;
    }

    private static boolean isShared(EntityPersister entity) {
        return entity.getMappedClass().isAnnotationPresent(SharedAmongTenants.class);
    }
}
