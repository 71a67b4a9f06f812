/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.validation.internal;

import dev.hibernateext.core.validation.ViolatedConstraint;
import dev.hibernateext.core.validation.ViolatedConstraint.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Which attribute a column belongs to. Read from the mappings when the first constraint is violated. */
public final class MappedColumns {

    private final SessionFactoryImplementor factory;
    private @Nullable Map<String, MappedTable> tables;

    /** For a factory. */
    public MappedColumns(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    ViolatedConstraint violated(Kind kind, NamedConstraint constraint) {
        var name = constraint.name().isEmpty() ? null : constraint.name();
        var table = tables().get(MappedConstraints.key(constraint.table()));
        if (table == null) {
            return new ViolatedConstraint(kind, null, List.of(), name);
        }
        var attributes = constraint.columns().stream()
                .map(column -> table.attributes().get(MappedConstraints.key(column)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new ViolatedConstraint(kind, table.entityName(), attributes, name);
    }

    /**
     * The columns an unnamed constraint is named after: by their name alone, or as PostgreSQL does, {@code table_a_b_key}; those of
     * the id if it is named as PostgreSQL and MariaDB name a primary key.
     */
    List<String> namedIn(String table, String name) {
        var mapped = tables().get(MappedConstraints.key(table));
        if (mapped == null) {
            return List.of();
        }
        var prefix = MappedConstraints.key(table) + "_";
        if (name.equals(prefix + "pkey") || name.equals("primary")) {
            return List.copyOf(mapped.ids());
        }
        return mapped.attributes().keySet().stream()
                .filter(column -> name.equals(column) || name.matches("\\Q" + prefix + column + "\\E_(key|check|fkey)"))
                .toList();
    }

    private synchronized Map<String, MappedTable> tables() {
        if (tables == null) {
            var read = new HashMap<String, MappedTable>();
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> read(persister, read));
            tables = read;
        }
        return tables;
    }

    /** A table of several entities belongs to the one that declares it, whose attributes subclasses inherit. */
    private static void read(EntityPersister persister, Map<String, MappedTable> read) {
        var id = persister.getIdentifierPropertyName();
        read(persister, persister.getIdentifierMapping(), id == null ? "" : id, read);
        persister.getIdentifierMapping().forEachSelectable((index, column) -> {
            tableOf(column, persister, read).ids().add(MappedConstraints.key(column.getSelectionExpression()));
        });
        persister.forEachAttributeMapping(attribute -> {
            var declaring = attribute.getDeclaringType() instanceof EntityMappingType type ? type : persister;
            read(declaring, attribute, attribute.getAttributeName(), read);
        });
    }

    private static void read(EntityMappingType entity, ModelPart part, String path, Map<String, MappedTable> read) {
        if (part instanceof PluralAttributeMapping) {
            return;
        }
        if (part instanceof EmbeddableValuedModelPart embedded) {
            embedded.getEmbeddableTypeDescriptor()
                    .forEachAttributeMapping(inner -> read(entity, inner, join(path, inner.getAttributeName()), read));
            return;
        }
        part.forEachSelectable((index, column) -> tableOf(column, entity, read)
                .attributes()
                .putIfAbsent(MappedConstraints.key(column.getSelectionExpression()), path));
    }

    private static MappedTable tableOf(
            SelectableMapping column, EntityMappingType entity, Map<String, MappedTable> read) {
        return read.computeIfAbsent(
                MappedConstraints.key(column.getContainingTableExpression()),
                table -> new MappedTable(entity.getEntityName(), new LinkedHashMap<>(), new LinkedHashSet<>()));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private record MappedTable(String entityName, Map<String, String> attributes, Set<String> ids) {}
}
