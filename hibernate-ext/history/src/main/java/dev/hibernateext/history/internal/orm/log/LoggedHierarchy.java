/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An entity and its subclasses: what their rows have, and how a query about the entity names it. */
final class LoggedHierarchy {

    private final LoggedType root;
    private final Map<String, LoggedType> types = new LinkedHashMap<>();

    /** Of the rows of each type, the place of its values in what is selected, by name. */
    private final Map<String, Map<String, Integer>> places = new HashMap<>();

    /** What is selected, as formats of an alias. */
    private final List<String> selected = new ArrayList<>();

    private LoggedHierarchy(LoggedType root) {
        this.root = root;
    }

    static LoggedHierarchy of(EntityPersister persister) {
        var hierarchy = new LoggedHierarchy(LoggedType.of(persister));
        var metamodel = persister.getFactory().getMappingMetamodel();
        persister.getSubclassEntityNames().stream()
                .map(metamodel::getEntityDescriptor)
                .sorted(Comparator.comparingInt(LoggedHierarchy::depth).thenComparing(EntityPersister::getEntityName))
                .forEach(hierarchy::add);
        return hierarchy;
    }

    private static int depth(EntityPersister persister) {
        var parent = persister.getSuperMappingType();
        return parent == null ? 0 : 1 + depth(parent.getEntityPersister());
    }

    private void add(EntityPersister persister) {
        var type = persister == root.persister() ? root : LoggedType.of(persister);
        var parent = persister.getSuperMappingType();
        var inherited = parent == null ? null : places.get(parent.getEntityName());
        var own = new HashMap<>(Objects.requireNonNullElse(inherited, Map.<String, Integer>of()));
        type.names().stream().sorted().filter(name -> !own.containsKey(name)).forEach(name -> {
            own.put(name, selected.size());
            selected.add(type.named(name).of(type == root ? "%1$s" : "treat(%1$s as " + type.entity() + ')'));
        });
        types.put(type.entity(), type);
        places.put(type.entity(), own);
    }

    LoggedType root() {
        return root;
    }

    boolean isPolymorphic() {
        return types.size() > 1;
    }

    /** The type of rows that tell of instances of a class. */
    LoggedType of(Class<?> type) {
        return types.values().stream()
                .filter(each -> each.persister().getMappedClass() == type)
                .findFirst()
                .orElseThrow();
    }

    /** The values of rows of all types, of an alias. */
    List<String> selected(String alias) {
        return selected.stream().map(each -> each.formatted(alias)).toList();
    }

    /** The values of a row by their names. */
    Map<String, @Nullable Object> values(LoggedType type, Object[] found, int from) {
        var values = new HashMap<String, @Nullable Object>();
        Objects.requireNonNull(places.get(type.entity()))
                .forEach((name, place) -> values.put(name, found[from + place]));
        return values;
    }

    /** The collections of all types. */
    List<LoggedCollection> collections() {
        return types.values().stream()
                .flatMap(type -> type.collections().values().stream())
                .distinct()
                .toList();
    }

    /** The collections of all types whose elements can be read beside rows, each for the type that declares it. */
    List<LoggedElements> elements(LoggedEntity entity) {
        var found = new LinkedHashMap<String, LoggedElements>();
        types.values()
                .forEach(type -> type.plurals().forEach((path, mapping) -> {
                    if (LoggedElements.areReadable(mapping)) {
                        found.putIfAbsent(
                                mapping.getNavigableRole().getFullPath(),
                                new LoggedElements(entity, type, path, mapping));
                    }
                }));
        return List.copyOf(found.values());
    }
}
