/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import dev.hibernateext.core.softdelete.internal.DeletionKind;
import dev.hibernateext.mixins.SoftDeletable;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.jspecify.annotations.Nullable;

/** Makes one entity soft-deletable, or says why it cannot be. */
final class SoftDeleteBinder {

    private final PersistentClass entity;

    SoftDeleteBinder(PersistentClass entity) {
        this.entity = entity;
    }

    /** The parts of a deletion mark of an entity by their paths, those of its superclasses not included. */
    static List<MarkProperty> markOf(PersistentClass entity) {
        var found = new ArrayList<MarkProperty>();
        for (var property : entity.getProperties()) {
            collect(List.of(property.getName()), property, found);
            if (property.getValue() instanceof Component embedded) {
                embedded.getProperties()
                        .forEach(inner -> collect(List.of(property.getName(), inner.getName()), inner, found));
            }
        }
        return found;
    }

    private static void collect(List<String> path, Property property, List<MarkProperty> found) {
        for (var kind : DeletionKind.values()) {
            if (MappedAnnotations.has(property, kind.annotation())) {
                found.add(new MarkProperty(path, kind, property));
            }
        }
    }

    /** Whether an entity that was bound is soft-deletable. */
    static boolean isBound(RootClass root) {
        return markOf(root).stream().anyMatch(part -> part.kind() == DeletionKind.AT);
    }

    /** Whether the entity is soft-deletable. */
    boolean bindRoot(RootClass root) {
        var mark = markOf(root);
        if (!isBound(root)) {
            if (!mark.isEmpty() || isAnnotated(root.getMappedClass(), null)) {
                throw SoftDeleteMappingException.withoutMark(root.getEntityName());
            }
            refuseNestedMarks();
            return false;
        }
        refuseTwice(mark);
        mark.forEach(this::check);
        combine(root);
        mark.forEach(SoftDeleteBinder::loadAtOnce);
        return true;
    }

    void refuseOnSubclass() {
        var mark = markOf(entity);
        if (!mark.isEmpty()) {
            throw SoftDeleteMappingException.refused(
                    label(mark.get(0)),
                    "the attribute belongs to a subclass, and a hierarchy is soft-deletable as a whole",
                    "Move it to the root entity " + entity.getRootClass().getEntityName());
        }
        if (isAnnotated(entity.getMappedClass(), entity.getRootClass().getMappedClass())) {
            throw SoftDeleteMappingException.refused(
                    entity.getEntityName(),
                    "@SoftDeletable is on a subclass, and a hierarchy is soft-deletable as a whole",
                    "Move it to the root entity " + entity.getRootClass().getEntityName());
        }
        refuseNestedMarks();
        if (isBound(entity.getRootClass())) {
            refuseCustomSql(entity);
        }
    }

    private static boolean isAnnotated(@Nullable Class<?> type, @Nullable Class<?> end) {
        for (var each = type; each != null && each != end; each = each.getSuperclass()) {
            if (each.getDeclaredAnnotation(SoftDeletable.class) != null) {
                return true;
            }
        }
        return false;
    }

    private void check(MarkProperty part) {
        var type = part.property().getValue().getType().getReturnedClass();
        if (!part.kind().supports(type)) {
            throw SoftDeleteMappingException.refused(
                    label(part),
                    "its type is " + type.getName(),
                    "Make it " + part.kind().allowed());
        }
        var columns = part.property().getColumns();
        if (columns.size() != 1 || !columns.get(0).isNullable()) {
            throw SoftDeleteMappingException.refused(
                    label(part),
                    "it has no nullable column of its own, and null stands for a row that is there",
                    "Map it to one nullable column");
        }
    }

    private void refuseTwice(List<MarkProperty> mark) {
        var kinds = mark.stream().map(MarkProperty::kind).distinct().count();
        if (kinds < mark.size()) {
            throw SoftDeleteMappingException.refused(
                    entity.getEntityName(), "it has two deletion marks", "Remove one of them");
        }
    }

    private void refuseNestedMarks() {
        for (var property : entity.getProperties()) {
            if (property.getValue() instanceof Component embedded) {
                embedded.getProperties().forEach(inner -> refuseNestedMark(property.getName(), inner));
            }
        }
    }

    private void refuseNestedMark(String owner, Property property) {
        if (property.getValue() instanceof Component nested) {
            for (var inner : nested.getProperties()) {
                for (var kind : DeletionKind.values()) {
                    if (MappedAnnotations.has(inner, kind.annotation())) {
                        throw SoftDeleteMappingException.refused(
                                String.join(".", entity.getEntityName(), owner, property.getName(), inner.getName()),
                                "it is in an embeddable inside another one",
                                "Put it on the entity, a mapped superclass or an embeddable of the entity");
                    }
                }
            }
        }
    }

    private static void combine(RootClass root) {
        root.setStateManagementType(RowStateManagement.beside(root.getStateManagementType())
                .orElseThrow(() -> SoftDeleteMappingException.refused(
                        root.getEntityName(),
                        "Hibernate's own @SoftDelete or @Temporal manages its rows (%s), and a row has one such strategy"
                                .formatted(root.getStateManagementType().getSimpleName()),
                        "Remove that annotation; for history, use @Audited")));
        refuseCustomSql(root);
    }

    /** A mark that is not loaded yet would take its row for live. */
    private static void loadAtOnce(MarkProperty part) {
        part.property().setLazy(false);
    }

    private static void refuseCustomSql(PersistentClass entity) {
        if (entity.getCustomSQLDelete() != null || entity.getCustomSQLUpdate() != null) {
            throw SoftDeleteMappingException.refused(
                    entity.getEntityName(),
                    "it has an SQL statement of its own for updates or deletes, which would miss the deletion mark",
                    "Remove @SQLDelete and @SQLUpdate");
        }
    }

    private String label(MarkProperty part) {
        return entity.getEntityName() + "." + String.join(".", part.path());
    }

    /** A property that is part of a deletion mark. */
    record MarkProperty(List<String> path, DeletionKind kind, Property property) {}
}
