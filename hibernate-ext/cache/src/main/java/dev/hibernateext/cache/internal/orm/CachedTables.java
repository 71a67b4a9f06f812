/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/** Which entries come from which tables. Read on first use, when the factory is complete; safe for use by many threads. */
final class CachedTables {

    private final SessionFactoryImplementor factory;
    private final Map<Set<String>, List<CachedDomainDataAccess>> known = new ConcurrentHashMap<>();

    CachedTables(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Where entities, natural ids and collections may be that have rows in one of these tables. */
    List<CachedDomainDataAccess> touching(Set<String> tables) {
        return known.computeIfAbsent(Set.copyOf(tables), this::read);
    }

    private List<CachedDomainDataAccess> read(Set<String> tables) {
        var found = new LinkedHashSet<CachedDomainDataAccess>();
        var entities = entitiesIn(tables);
        entities.forEach(entity -> {
            found.add(entity.getCacheAccessStrategy());
            found.add(entity.hasNaturalIdCache() ? entity.getNaturalIdCacheAccessStrategy() : null);
        });
        var roles =
                entities.stream().flatMap(entity -> rolesOf(entity).stream()).collect(Collectors.toSet());
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (collection.hasCache() && (roles.contains(collection.getRole()) || hasRows(collection, tables))) {
                found.add(collection.getCacheAccessStrategy());
            }
        });
        return found.stream().filter(Objects::nonNull).toList();
    }

    private Set<EntityPersister> entitiesIn(Set<String> tables) {
        var found = new LinkedHashSet<EntityPersister>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (Arrays.stream(entity.getPropertySpaces()).anyMatch(tables::contains)) {
                found.add(entity);
            }
        });
        return found;
    }

    private Set<String> rolesOf(EntityPersister entity) {
        var roles = factory.getMappingMetamodel().getCollectionRolesByEntityParticipant(entity.getEntityName());
        return roles == null ? Set.of() : roles;
    }

    private static boolean hasRows(CollectionPersister collection, Set<String> tables) {
        return Arrays.stream(collection.getCollectionSpaces()).anyMatch(tables::contains);
    }
}
