/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.MappedCollection;
import dev.hibernateext.core.change.MappedEntity;
import dev.hibernateext.core.change.internal.MappedEntities;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The mappings of a factory as changes name them. Read on first use, when the factory is complete. */
final class EntityCatalog implements MappedEntities {

    private final SessionFactoryImplementor factory;
    private final Map<String, CapturedEntity> entities = new ConcurrentHashMap<>();
    private final Map<String, MappedCollection> collections = new ConcurrentHashMap<>();
    private final Map<Set<String>, Set<MappedEntity>> touching = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Set<MappedEntity>> byTable;

    private EntityCatalog(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** The one catalog of a factory that is being built. */
    static EntityCatalog of(FeatureIntegration.Boot boot) {
        return boot.state().component(EntityCatalog.class, () -> new EntityCatalog(boot.factory()));
    }

    CapturedEntity entity(EntityPersister persister) {
        var known = entities.get(persister.getEntityName());
        return known != null
                ? known
                : entities.computeIfAbsent(persister.getEntityName(), name -> new CapturedEntity(persister));
    }

    MappedEntity entity(String name) {
        return entity(factory.getMappingMetamodel().getEntityDescriptor(name)).mapped();
    }

    Set<MappedEntity> withSubclasses(String name) {
        return factory.getMappingMetamodel().getEntityDescriptor(name).getSubclassEntityNames().stream()
                .map(this::entity)
                .collect(Collectors.toSet());
    }

    MappedCollection collection(CollectionPersister persister) {
        return collections.computeIfAbsent(
                persister.getRole(), role -> new MappedCollection(role, Set.of(persister.getCollectionSpaces())));
    }

    /** All query spaces of entities and collections. */
    Set<String> tables() {
        return byTable().keySet();
    }

    /** The tables a statement writes: those declared with a native one, else those in the text that are mapped. */
    Set<String> written(ExecutedStatement statement, DmlText text) {
        var affected = statement.operation().getAffectedTableNames();
        if (statement.source() == Source.NATIVE) {
            return affected;
        }
        var mapped = new HashSet<>(text.tables().isEmpty() ? affected : text.tables());
        mapped.retainAll(tables());
        return mapped;
    }

    /** Whether none of these tables has rows of entities. */
    boolean holdOnlyCollections(Set<String> tables) {
        return touching(tables).stream()
                .flatMap(entity -> entity.tables().stream())
                .noneMatch(tables::contains);
    }

    @Override
    public Set<MappedEntity> touching(Collection<String> tables) {
        return touching.computeIfAbsent(Set.copyOf(tables), this::entitiesOf);
    }

    private Set<MappedEntity> entitiesOf(Set<String> tables) {
        return tables.stream()
                .flatMap(table -> byTable().getOrDefault(table, Set.of()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<String, Set<MappedEntity>> byTable() {
        var index = byTable;
        if (index == null) {
            index = indexed();
            byTable = index;
        }
        return index;
    }

    private Map<String, Set<MappedEntity>> indexed() {
        var index = new HashMap<String, Set<MappedEntity>>();
        var metamodel = factory.getMappingMetamodel();
        metamodel.forEachEntityDescriptor(persister -> put(index, persister.getPropertySpaces(), persister));
        metamodel.forEachCollectionDescriptor(
                persister -> put(index, persister.getCollectionSpaces(), persister.getOwnerEntityPersister()));
        return index;
    }

    private void put(Map<String, Set<MappedEntity>> index, String[] tables, EntityPersister persister) {
        for (var table : tables) {
            index.computeIfAbsent(table, key -> new LinkedHashSet<>())
                    .add(entity(persister).mapped());
        }
    }
}
