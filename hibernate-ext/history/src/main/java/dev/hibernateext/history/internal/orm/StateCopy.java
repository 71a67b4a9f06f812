/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is recorded from one instance to another that a session manages.
 *
 * @param type what is kept
 * @param persister of the entity
 * @param session that manages the target; references are to its instances
 */
record StateCopy(RecordedType type, EntityPersister persister, SharedSessionContractImplementor session) {

    void copy(Object state, Object target) {
        var instance = Hibernate.unproxy(target);
        recorded().forEach(name -> copy(name, state, instance));
    }

    /** The attributes of the entity; what generators fill is theirs. */
    private List<String> recorded() {
        var names = Arrays.asList(persister.getPropertyNames());
        return Stream.concat(type.values().keySet().stream(), type.collectionPaths().stream())
                .map(path -> path.contains(".") ? path.substring(0, path.indexOf('.')) : path)
                .distinct()
                .filter(names::contains)
                .filter(name -> !isGenerated(names.indexOf(name)))
                .filter(name -> names.indexOf(name) != persister.getVersionPropertyIndex())
                .toList();
    }

    private boolean isGenerated(int index) {
        var generator = persister.getGenerators()[index];
        return generator != null && generator.generatesSometimes();
    }

    private void copy(String name, Object state, Object target) {
        var index = Arrays.asList(persister.getPropertyNames()).indexOf(name);
        var mapped = persister.getPropertyTypes()[index];
        var value = persister.getValue(state, index);
        if (mapped instanceof CollectionType collection) {
            fill(persister.getValue(target, index), value, collection.getElementType(session.getFactory()));
        } else {
            persister.setValue(target, index, own(mapped, value));
        }
    }

    @SuppressWarnings("unchecked") // of the same attribute of the same entity
    private void fill(@Nullable Object target, @Nullable Object content, Type elementType) {
        if (target instanceof Map<?, ?> map) {
            var wanted = new LinkedHashMap<Object, @Nullable Object>();
            ((Map<?, ?>) Objects.requireNonNullElse(content, Map.of()))
                    .forEach((key, value) -> wanted.put(key, own(elementType, value)));
            if (!map.equals(wanted)) {
                map.clear();
                ((Map<Object, @Nullable Object>) map).putAll(wanted);
            }
        } else if (target instanceof Collection<?> collection) {
            var wanted = ((Collection<?>) Objects.requireNonNullElse(content, List.of()))
                    .stream()
                            .<@Nullable Object>map(value -> own(elementType, value))
                            .toList();
            if (!isSame(collection, wanted)) {
                collection.clear();
                ((Collection<@Nullable Object>) collection).addAll(wanted);
            }
        }
    }

    private static boolean isSame(Collection<?> collection, List<?> wanted) {
        return collection instanceof Set<?> set
                ? set.equals(new HashSet<>(wanted))
                : new ArrayList<>(collection).equals(wanted);
    }

    /** An entity is referred to as this session knows it. */
    private @Nullable Object own(Type mapped, @Nullable Object value) {
        if (value == null || !(mapped instanceof EntityType reference)) {
            return value == null ? null : mapped.deepCopy(value, session.getFactory());
        }
        var proxy = HibernateProxy.extractLazyInitializer(value);
        var id = proxy != null
                ? proxy.getInternalIdentifier()
                : session.getEntityPersister(null, value).getIdentifier(value, session);
        return session.internalLoad(reference.getAssociatedEntityName(), id, false, false);
    }
}
