/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.CacheRelationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** The entities, tables and columns of a model, as they are named in declarations; each name that is not there is an error. */
final class MappedNames {

    private final Map<String, PersistentClass> entities = new HashMap<>();
    private final Set<String> tables = new HashSet<>();

    MappedNames(Metadata model) {
        for (var entity : model.getEntityBindings()) {
            entities.put(entity.getEntityName(), entity);
            entities.put(entity.getJpaEntityName(), entity);
            entity.getSynchronizedTables().forEach(table -> tables.add(SqlWords.plain(table)));
        }
        model.collectTableMappings().stream()
                .filter(table -> !table.isSubselect())
                .forEach(table -> tables.add(SqlWords.plain(table.getName())));
    }

    boolean isEntity(String name) {
        return entities.containsKey(name);
    }

    PersistentClass entity(String where, String name) {
        var entity = entities.get(name);
        if (entity == null) {
            throw unknown(where, "the entity " + name, name, entities.keySet());
        }
        return entity;
    }

    /** Its plain name. */
    String table(String where, String name) {
        var plain = SqlWords.plain(name);
        if (!tables.contains(plain)) {
            throw unknown(where, "the table " + name, plain, tables);
        }
        return plain;
    }

    /** Those of an attribute, by plain name. */
    Set<String> columns(String where, PersistentClass entity, String attribute) {
        var attributes = entity.getSubclassPropertyClosure().stream()
                .filter(property -> !columns(property).isEmpty())
                .collect(Collectors.toMap(Property::getName, MappedNames::columns, (one, other) -> one));
        var columns = attributes.get(attribute);
        if (columns == null) {
            var name = "the attribute %s of %s".formatted(attribute, entity.getEntityName());
            throw unknown(where, name, attribute, attributes.keySet());
        }
        return columns;
    }

    private static Set<String> columns(Property property) {
        return property.getSelectables().stream()
                .filter(Column.class::isInstance)
                .map(column -> SqlWords.plain(((Column) column).getName()))
                .collect(Collectors.toSet());
    }

    private static CacheRelationException unknown(String where, String what, String name, Collection<String> known) {
        return CacheRelationException.unknown(where, what, NearNames.of(name, new TreeSet<>(known)));
    }

    /** Those an entity and its subclasses have rows in, by plain name. */
    static Set<String> tablesOf(PersistentClass entity) {
        var names = new HashSet<String>();
        if (entity.getTable().isSubselect()) {
            names.add(WriteRelations.nameOf(entity));
        } else {
            entity.getSubclassTableClosure().forEach(table -> names.add(SqlWords.plain(table.getName())));
            entity.getSubclassJoinClosure()
                    .forEach(join -> names.add(SqlWords.plain(join.getTable().getName())));
        }
        return names;
    }
}
