/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import dev.hibernateext.cache.AlsoWrites;
import dev.hibernateext.cache.CacheRelationException;
import dev.hibernateext.cache.CacheSettings;
import dev.hibernateext.cache.internal.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What the settings say; what cannot be read is left out. */
    static List<DeclaredWrites> of(SettingValues settings, MappedNames names, Problems problems) {
        var declared = new ArrayList<DeclaredWrites>();
        settings.keysUnder(CacheSettings.ALSO_WRITES).stream()
                .sorted()
                .map(key -> new Setting(key, String.valueOf(settings.value(key))))
                .forEach(setting -> setting.read(names, problems).ifPresent(declared::add));
        return declared;
    }

    /** One of them. */
    private record Setting(String key, String value) {

        Optional<DeclaredWrites> read(MappedNames names, Problems problems) {
            var name = key.substring(CacheSettings.ALSO_WRITES.length());
            var period = name.lastIndexOf('.');
            var isAttribute = !names.isEntity(name) && period > 0 && names.isEntity(name.substring(0, period));
            var writer = isAttribute ? name.substring(0, period) : name;
            var attributes = isAttribute ? Set.of(name.substring(period + 1)) : Set.<String>of();
            var tables = written(each -> !names.isEntity(each));
            var entity = problems.collect(() -> names.entity(key, writer));
            if (entity.isEmpty()) {
                tables.forEach(table -> problems.collect(() -> names.table(key, table)));
            }
            return entity.map(found -> new DeclaredWrites(key, found, attributes, written(names::isEntity), tables));
        }

        private List<String> written(Predicate<String> which) {
            return Stream.of(value.split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .filter(which)
                    .toList();
        }
    }

    /** Adds what is declared; what is not mapped is left out. */
    void addTo(WriteRelations relations, MappedNames names, Problems problems) {
        if (entities.isEmpty() && tables.isEmpty()) {
            problems.add(CacheRelationException.empty(where));
        }
        var columns = new HashSet<String>();
        attributes.forEach(attribute -> problems.run(() -> columns.addAll(names.columns(where, entity, attribute))));
        var written = new HashSet<String>();
        entities.forEach(name -> problems.collect(() -> names.entity(where, name))
                .map(MappedNames::tablesOf)
                .ifPresent(written::addAll));
        tables.forEach(name -> problems.collect(() -> names.table(where, name)).ifPresent(written::add));
        for (var table : MappedNames.tablesOf(entity)) {
            written.forEach(other -> relations.add(table, WriteRelation.anyTo(other, columns)));
        }
    }
}
