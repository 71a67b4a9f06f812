/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.KeyDeclarations.Declaration;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.hibernate.MappingException;
import org.hibernate.annotations.TenantId;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UnionSubclass;
import org.jspecify.annotations.Nullable;

/** Finds the columns of attributes in the table that holds the deletion mark. */
final class KeyColumns {

    private final RootClass root;

    KeyColumns(RootClass root) {
        this.root = root;
    }

    List<Column> of(Declaration declared) {
        var columns = new ArrayList<Column>();
        for (var path : declared.attributes()) {
            columns.addAll(columns(declared, path, property(declared, path)));
        }
        return columns;
    }

    private static Property property(Declaration declared, String path) {
        var names = path.split("\\.", -1);
        try {
            var property = declared.entity().getProperty(names[0]);
            for (int i = 1; i < names.length; i++) {
                property = component(property, path).getProperty(names[i]);
            }
            return property;
        } catch (MappingException unknown) {
            throw SoftDeleteMappingException.uniqueKey(
                    declared.label(),
                    "the entity has no attribute '%s'".formatted(path),
                    "Name attributes of the entity, with dots into embeddables");
        }
    }

    private static Component component(Property property, String path) {
        if (property.getValue() instanceof Component embedded) {
            return embedded;
        }
        throw new MappingException(path);
    }

    private List<Column> columns(Declaration declared, String path, Property property) {
        if (property.getValue() instanceof Collection
                || property.getSelectables().isEmpty()) {
            throw refused(declared, "'%s' has no column in the table".formatted(path));
        }
        if (!isBesideMark(declared.entity(), property.getValue().getTable())) {
            throw refused(
                    declared,
                    "'%s' is in table %s, and the deletion mark is in table %s"
                            .formatted(
                                    path,
                                    property.getValue().getTable().getName(),
                                    root.getTable().getName()));
        }
        var columns = new ArrayList<Column>();
        for (var selectable : property.getSelectables()) {
            if (!(selectable instanceof Column column)) {
                throw refused(declared, "'%s' is computed by a formula".formatted(path));
            }
            columns.add(column);
        }
        return columns;
    }

    private static SoftDeleteMappingException refused(Declaration declared, String reason) {
        return SoftDeleteMappingException.uniqueKey(
                declared.label(), reason, "Use attributes stored in the table of the deletion mark");
    }

    private boolean isBesideMark(PersistentClass entity, Table table) {
        for (var each = entity; each instanceof UnionSubclass; each = each.getSuperclass()) {
            if (each.getTable().equals(table)) {
                return true;
            }
        }
        return root.getTable().equals(table);
    }

    /** The column of the tenant, or null. */
    @Nullable
    Column tenant() {
        for (var property : root.getProperties()) {
            if (MappedAnnotations.has(property, TenantId.class)) {
                return property.getColumns().get(0);
            }
        }
        return null;
    }

    /** The attributes behind columns, and the entity that has them all; no attributes if a column has none. */
    Declaration declarationOf(List<Column> key) {
        var paths = new HashMap<Column, Mapped>();
        collect(root, paths);
        root.getSubclasses().forEach(subclass -> collect(subclass, paths));
        PersistentClass entity = root;
        var attributes = new LinkedHashSet<String>();
        for (var column : key) {
            var mapped = paths.get(column);
            if (mapped == null) {
                return new Declaration(root, List.of(), "");
            }
            attributes.add(mapped.path());
            entity = mapped.entity() == root ? entity : mapped.entity();
        }
        return new Declaration(entity, List.copyOf(attributes), "");
    }

    private static void collect(PersistentClass entity, Map<Column, Mapped> paths) {
        entity.getProperties().forEach(property -> collect(entity, "", property, paths));
    }

    private static void collect(PersistentClass entity, String prefix, Property property, Map<Column, Mapped> paths) {
        var path = prefix + property.getName();
        if (property.getValue() instanceof Component embedded) {
            embedded.getProperties().forEach(inner -> collect(entity, path + ".", inner, paths));
        } else if (!(property.getValue() instanceof Collection)) {
            for (var selectable : property.getSelectables()) {
                if (selectable instanceof Column column) {
                    paths.putIfAbsent(column, new Mapped(entity, path));
                }
            }
        }
    }

    private record Mapped(PersistentClass entity, String path) {}
}
