/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.session.QueryExecution;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.JoinType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections of rows that have been read, each by a statement of its own. Two collections in one statement would multiply
 * each other's elements, and so would a collection whose owner comes in several rows: a bag keeps such duplicates.
 */
final class CollectionFetch {

    private final SharedSessionContract session;
    private final QueryExecution execution;

    CollectionFetch(SharedSessionContract session, QueryExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    /** What the tree has before collections has been read. */
    void complete(FetchTree tree, Collection<?> rows) {
        if (tree.hasCollections()) {
            tree.children().forEach(child -> descend(child, tree.javaType(), List.of(child.name()), rows));
        }
    }

    /** The path leads from the entity through its embeddables. */
    private void descend(FetchTree tree, Class<?> entity, List<String> path, Collection<?> rows) {
        if (tree.isCollection()) {
            complete(tree, read(tree, entity, path, rows));
        } else if (tree.isAssociation()) {
            complete(tree, valuesOf(rows, path));
        } else {
            tree.children().forEach(child -> descend(child, entity, with(path, child.name()), rows));
        }
    }

    private List<Object> read(FetchTree tree, Class<?> entity, List<String> path, Collection<?> rows) {
        var ids = rows.stream().map(this::idOf).toList();
        var owners = new HashMap<Object, Object>();
        new RowsByIds<>(session, entity, execution)
                .read(ids, root -> tree.fetchSingular(fetched(root, path)))
                .forEach(owner -> owners.put(idOf(owner), owner));
        rows.forEach(row -> adopt(row, owners.get(idOf(row)), path));
        return rows.stream()
                .<Object>flatMap(row -> elements(Place.of(factory(), row, path).value()).stream())
                .toList();
    }

    private static FetchParent<?, ?> fetched(FetchParent<?, ?> root, List<String> path) {
        var parent = root;
        for (var step : path) {
            parent = parent.fetch(step, JoinType.LEFT);
        }
        return parent;
    }

    /** A persistence context has filled the collection of the row itself. Without one, the row gets that of its twin. */
    private void adopt(Object row, @Nullable Object twin, List<String> path) {
        if (twin != null && Hibernate.unproxy(row) != Hibernate.unproxy(twin)) {
            Place.of(factory(), row, path).set(Place.of(factory(), twin, path).value());
        }
    }

    private List<Object> valuesOf(Collection<?> rows, List<String> path) {
        return rows.stream()
                .map(row -> Place.of(factory(), row, path).value())
                .filter(Objects::nonNull)
                .toList();
    }

    private static Collection<?> elements(@Nullable Object collection) {
        if (collection instanceof Map<?, ?> map) {
            return map.values();
        }
        return collection instanceof Collection<?> elements ? elements : List.of();
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private Object idOf(Object row) {
        return RowsByIds.idOf(session, row);
    }

    private SessionFactoryImplementor factory() {
        return session.getFactory().unwrap(SessionFactoryImplementor.class);
    }

    /** An attribute of an instance, which may be that of an embeddable in it. */
    private record Place(@Nullable Object container, AttributeMapping attribute) {

        static Place of(SessionFactoryImplementor factory, Object row, List<String> path) {
            var entity = Hibernate.unproxy(row);
            var descriptor = factory.getMappingMetamodel().getEntityDescriptor(entity.getClass());
            var place = new Place(entity, descriptor.findAttributeMapping(path.get(0)));
            for (var step : path.subList(1, path.size())) {
                var embeddable = ((EmbeddableValuedModelPart) place.attribute()).getEmbeddableTypeDescriptor();
                place = new Place(place.value(), embeddable.findAttributeMapping(step));
            }
            return place;
        }

        @Nullable
        Object value() {
            return container == null ? null : attribute.getValue(container);
        }

        void set(@Nullable Object value) {
            if (container != null) {
                attribute.setValue(container, value);
            }
        }
    }
}
