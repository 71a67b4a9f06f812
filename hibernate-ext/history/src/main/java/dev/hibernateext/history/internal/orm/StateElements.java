/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm;

import dev.hibernateext.history.internal.orm.StateComparison.Side;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.MapType;

/**
 * What is in the collections of an entity in two of its states.
 *
 * @param entity whose history is read
 * @param type what is kept of it
 * @param session in which instances load what could not be read with their rows
 * @param history what was read with the rows
 */
record StateElements(
        RecordedEntity entity, RecordedType type, SharedSessionContractImplementor session, ElementHistory history) {

    /** Entries of a map; elements of a list in its order, and of other collections in one that depends on them alone. */
    List<Object> of(String path, Side side) {
        if (side.row() == null) {
            return List.of();
        }
        var mapped = (CollectionType) PropertyTypes.of(persister(), path);
        var isRead = entity.elements().stream().anyMatch(each -> each.path().equals(path) && each.isOf(type));
        return isRead ? read(path, side.revision(), mapped) : loaded(path, side, mapped);
    }

    private EntityPersister persister() {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(type.entity());
    }

    private List<Object> read(String path, long revision, CollectionType mapped) {
        var found = history.at(revision, path, mapped.getElementType(session.getFactory()));
        if (mapped instanceof MapType) {
            return sorted(found.stream()
                    .map(each -> new SimpleImmutableEntry<Object, Object>(
                            Objects.requireNonNull(each.position()), each.element())));
        }
        return isOrdered(mapped)
                ? found.stream()
                        .sorted(Comparator.comparingInt(
                                each -> ((Number) Objects.requireNonNull(each.position())).intValue()))
                        .map(ElementChange::element)
                        .toList()
                : sorted(found.stream().map(ElementChange::element));
    }

    private List<Object> loaded(String path, Side side, CollectionType mapped) {
        var content = persister()
                .getPropertyValue(Objects.requireNonNull(side.instance().get()), path);
        var isOfEntities = mapped.getElementType(session.getFactory()) instanceof EntityType;
        if (content instanceof Map<?, ?> map) {
            return sorted(map.entrySet().stream()
                    .map(entry -> new SimpleImmutableEntry<Object, Object>(
                            entry.getKey(), element(entry.getValue(), isOfEntities))));
        }
        var values = content instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) content;
        var elements = values.stream().map(value -> element(value, isOfEntities));
        return isOrdered(mapped) ? elements.toList() : sorted(elements);
    }

    private static List<Object> sorted(Stream<?> elements) {
        return elements.sorted(Comparator.comparing(Objects::hashCode))
                .<Object>map(each -> each)
                .toList();
    }

    private boolean isOrdered(CollectionType mapped) {
        return session.getFactory()
                .getMappingMetamodel()
                .getCollectionDescriptor(mapped.getRole())
                .hasIndex();
    }

    /** An entity is its id: what happened to it is in its own history. */
    private Object element(Object value, boolean entity) {
        if (!entity) {
            return value;
        }
        var proxy = HibernateProxy.extractLazyInitializer(value);
        return proxy != null
                ? proxy.getInternalIdentifier()
                : session.getEntityPersister(null, value).getIdentifier(value, session);
    }
}
