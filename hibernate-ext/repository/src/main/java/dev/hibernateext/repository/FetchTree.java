/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository;

import dev.hibernateext.repository.attribute.AttributePathException;
import jakarta.persistence.criteria.FetchParent;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be read with a row: attributes, with what is to be read with what they hold. Filled once, then only read. */
final class FetchTree {

    private final @Nullable Attribute<?, ?> attribute;
    private final Type<?> type;
    private final Map<String, FetchTree> children = new LinkedHashMap<>();

    private FetchTree(@Nullable Attribute<?, ?> attribute, Type<?> type) {
        this.attribute = attribute;
        this.type = type;
    }

    static FetchTree of(Metamodel metamodel, Class<?> entity, Collection<String> paths) {
        var root = new FetchTree(null, metamodel.entity(entity));
        paths.forEach(path -> root.add(entity, path));
        return root;
    }

    private void add(Class<?> entity, String path) {
        var tree = this;
        for (var step : path.split("\\.", -1)) {
            tree = tree.child(entity, path, step);
        }
        if (!tree.isAssociation() && !tree.isCollection()) {
            throw AttributePathException.notFetchable(entity, path, tree.name());
        }
    }

    private FetchTree child(Class<?> entity, String path, String step) {
        if (!(type instanceof ManagedType<?> owner)) {
            throw AttributePathException.notFetchable(entity, path, step);
        }
        var next = owner.getAttributes().stream()
                .filter(each -> each.getName().equals(step))
                .findFirst()
                .orElseThrow(() -> AttributePathException.notFetchable(entity, path, step));
        return children.computeIfAbsent(step, each -> new FetchTree(next, typeOf(next)));
    }

    private static Type<?> typeOf(Attribute<?, ?> attribute) {
        return attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
    }

    String name() {
        return attribute == null ? "" : attribute.getName();
    }

    /** Of the entity or embeddable behind the attribute, or of each element. */
    Class<?> javaType() {
        return type.getJavaType();
    }

    Collection<FetchTree> children() {
        return children.values();
    }

    boolean isCollection() {
        return attribute != null && attribute.isCollection();
    }

    boolean isAssociation() {
        return attribute != null && !attribute.isCollection() && attribute.isAssociation();
    }

    boolean hasCollections() {
        return children.values().stream().anyMatch(each -> each.isCollection() || each.hasCollections());
    }

    /** Joins what is there once for each row, up to collections. */
    void fetchSingular(FetchParent<?, ?> parent) {
        for (var child : children.values()) {
            if (!child.isCollection()) {
                child.fetchSingular(parent.fetch(child.name(), JoinType.LEFT));
            }
        }
    }
}
