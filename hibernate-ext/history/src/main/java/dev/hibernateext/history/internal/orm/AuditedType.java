/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.NotRecordedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.EntityConfiguration;
import org.hibernate.envers.internal.entities.PropertyData;
import org.hibernate.envers.internal.entities.mapper.CompositeMapperBuilder;
import org.hibernate.envers.internal.entities.mapper.PropertyMapper;
import org.hibernate.envers.internal.entities.mapper.SinglePropertyMapper;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * What Envers keeps of one entity. Leans on {@code EntityConfiguration} and its mappers: a row of history is a map, with the names of
 * embeddables and of references joined to those of their parts by underscores.
 */
final class AuditedType implements RecordedType {

    private final String entity;
    private final EntityPersister table;
    private final EntityConfiguration configuration;
    private final Map<String, List<String>> values = new TreeMap<>();
    private final Map<String, OwnedElements> collections = new TreeMap<>();
    private final Map<String, ReadElements> readElements = new TreeMap<>();

    /**
     * A collection whose elements have a history of their own, in another table.
     *
     * @param entity the name of that table's entity
     * @param owner how the owner's id is kept in it
     */
    record OwnedElements(String entity, MiddleIdData owner) {}

    /**
     * How the elements of a collection are kept.
     *
     * @param rows where
     * @param parts of a row
     */
    record ReadElements(OwnedElements rows, ElementParts parts) {}

    private AuditedType(String entity, EntityPersister table, EntityConfiguration configuration) {
        this.entity = entity;
        this.table = table;
        this.configuration = configuration;
    }

    static AuditedType of(String entity, EnversService envers, SessionFactoryImplementor factory) {
        var configuration = envers.getEntitiesConfigurations().get(entity);
        if (configuration == null) {
            throw NotRecordedException.entity(entity);
        }
        var table = factory.getMappingMetamodel()
                .getEntityDescriptor(envers.getConfig().getAuditEntityName(entity));
        var type = new AuditedType(entity, table, configuration);
        type.add("", configuration.getPropertyMapper().getProperties());
        type.addCollections(entity, envers);
        type.collections.forEach((path, rows) -> type.addElements(path, rows, envers, factory));
        return type;
    }

    private void add(String prefix, Map<PropertyData, PropertyMapper> mappers) {
        mappers.forEach((data, mapper) -> {
            var path = prefix + data.getBeanName();
            if (mapper instanceof CompositeMapperBuilder embeddable) {
                add(path + '.', embeddable.getProperties());
            } else if (mapper instanceof SinglePropertyMapper) {
                values.put(path, List.of(data.getName()));
            } else {
                addReference(path, data);
            }
        });
    }

    /** A collection and the inverse side of a reference have no columns, but maybe the mark of a change. */
    private void addReference(String path, PropertyData data) {
        var names = Arrays.stream(table.getPropertyNames())
                .filter(name -> name.startsWith(data.getName() + '_'))
                .filter(name -> !name.equals(data.getModifiedFlagPropertyName()))
                .toList();
        if (!names.isEmpty()) {
            values.put(path, names);
        }
    }

    private void addCollections(String entity, EnversService envers) {
        var all = envers.getEntitiesConfigurations();
        for (var data : configuration.getPropertyMapper().getProperties().keySet()) {
            var elements = all.getComponentDescription(entity, data.getName());
            var relation = all.getRelationDescription(entity, data.getName());
            if (elements != null && elements.getAuditMiddleEntityName() != null) {
                addCollection(data, elements.getAuditMiddleEntityName(), elements.getMiddleIdData());
            } else if (relation != null && relation.getMappedByPropertyName() == null) {
                addCollection(data, relation.getAuditMiddleEntityName(), relation.getReferencingIdData());
            }
        }
    }

    private void addCollection(PropertyData data, @Nullable String entity, MiddleIdData owner) {
        if (entity != null) {
            values.remove(data.getBeanName());
            collections.put(data.getBeanName(), new OwnedElements(entity, owner));
        }
    }

    private void addElements(String path, OwnedElements rows, EnversService envers, SessionFactoryImplementor factory) {
        var collection = ElementParts.collection(factory, entity, path);
        var parts = collection == null ? null : ElementParts.of(collection, rows, envers);
        if (parts != null) {
            readElements.put(path, new ReadElements(rows, parts));
        }
    }

    /** The entity whose rows are the history. */
    String table() {
        return table.getEntityName();
    }

    boolean has(String property) {
        return Arrays.asList(table.getPropertyNames()).contains(property);
    }

    /** The parts of the id of a row of history, the revision excepted. */
    List<String> idNames(String revision) {
        var names = new ArrayList<>(List.of(((ComponentType) table.getIdentifierType()).getPropertyNames()));
        names.remove(revision);
        return names;
    }

    @Override
    public boolean isEqual(String name, @Nullable Object one, @Nullable Object other) {
        return PropertyTypes.of(table, name).isEqual(one, other);
    }

    @Override
    public String entity() {
        return entity;
    }

    EntityConfiguration configuration() {
        return configuration;
    }

    @Override
    public Map<String, List<String>> values() {
        return values;
    }

    Map<String, OwnedElements> collections() {
        return collections;
    }

    /** The collections whose elements can be read from their rows. */
    Map<String, ReadElements> readElements() {
        return readElements;
    }

    @Override
    public Set<String> collectionPaths() {
        return collections.keySet();
    }
}
