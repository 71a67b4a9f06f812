/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.AlsoWrites;
import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.cache.CacheSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;

/**
 * What is declared to be written along with an entity.
 *
 * @param where who declares it
 * @param entity whose writes
 * @param attributes of which an update has to write one; none for any
 * @param entities what is written
 * @param tables what is written, beside
 */
record DeclaredWrites(
        String where, PersistentClass entity, Set<String> attributes, List<String> entities, List<String> tables) {

    /** What the annotations of a model say. */
    static List<DeclaredWrites> of(Metadata model) {
        var declared = new ArrayList<DeclaredWrites>();
        for (var entity : model.getEntityBindings()) {
            annotations(entity).map(annotation -> of(annotation, entity)).forEach(declared::add);
        }
        return declared;
    }

    private static Stream<AlsoWrites> annotations(PersistentClass entity) {
        return Stream.<Class<?>>iterate(entity.getMappedClass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredAnnotationsByType(AlsoWrites.class)));
    }

    private static DeclaredWrites of(AlsoWrites annotation, PersistentClass entity) {
        var where = "@AlsoWrites of " + entity.getEntityName();
        var entities = Arrays.stream(annotation.entities()).map(Class::getName).toList();
        return new DeclaredWrites(
                where, entity, Set.of(annotation.attributes()), entities, List.of(annotation.tables()));
    }

    /** What the settings say. */
    static List<DeclaredWrites> of(SettingValues settings, MappedNames names) {
        return settings.keysUnder(CacheSettings.ALSO_WRITES).stream()
                .sorted()
                .map(key -> of(key, String.valueOf(settings.value(key)), names))
                .toList();
    }

    private static DeclaredWrites of(String key, String value, MappedNames names) {
        var name = key.substring(CacheSettings.ALSO_WRITES.length());
        var period = name.lastIndexOf('.');
        var isAttribute = !names.isEntity(name) && period > 0 && names.isEntity(name.substring(0, period));
        var attributes = isAttribute ? Set.of(name.substring(period + 1)) : Set.<String>of();
        var written = Stream.of(value.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        return new DeclaredWrites(
                key,
                names.entity(key, isAttribute ? name.substring(0, period) : name),
                attributes,
                written.stream().filter(names::isEntity).toList(),
                written.stream().filter(each -> !names.isEntity(each)).toList());
    }

    /**
     * Adds what is declared.
     *
     * @throws CacheRelationException if it is not mapped
     */
    void addTo(WriteRelations relations, MappedNames names) {
        if (entities.isEmpty() && tables.isEmpty()) {
            throw CacheRelationException.empty(where);
        }
        var columns = new HashSet<String>();
        attributes.forEach(attribute -> columns.addAll(names.columns(where, entity, attribute)));
        var written = new HashSet<String>();
        entities.forEach(name -> written.addAll(MappedNames.tablesOf(names.entity(where, name))));
        tables.forEach(name -> written.add(names.table(where, name)));
        for (var table : MappedNames.tablesOf(entity)) {
            written.forEach(other -> relations.add(table, WriteRelation.anyTo(other, columns)));
        }
    }
}
