/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete;

import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.softdelete.internal.DeletionAttribute;
import dev.hibernateext.core.softdelete.internal.DeletionKind;
import dev.hibernateext.core.softdelete.internal.SoftDeletion;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.usertype.UserVersionType;
import org.jspecify.annotations.Nullable;

/**
 * What statements on the rows of a soft-deletable entity are made of.
 *
 * @param persister the entity
 * @param deletion how its rows are marked
 */
record TrashEntity(EntityPersister persister, SoftDeletion deletion) {

    static @Nullable TrashEntity find(String entity, SessionFactoryImplementor factory) {
        var deletion = SoftDeletionModel.of(FactoryState.of(factory)).of(entity);
        return deletion == null
                ? null
                : new TrashEntity(factory.getMappingMetamodel().getEntityDescriptor(entity), deletion);
    }

    static TrashEntity of(Class<?> type, SessionFactoryImplementor factory) {
        var persister = factory.getMappingMetamodel().findEntityDescriptor(type);
        var found = persister == null ? null : find(persister.getEntityName(), factory);
        if (found == null) {
            throw NotSoftDeletableException.of(type.getName());
        }
        return found;
    }

    /** The name in HQL. */
    String name() {
        return persister.getImportedName();
    }

    String root() {
        return persister.getRootEntityName();
    }

    /** The attribute that is null for a row that is there. */
    String mark(String alias) {
        return alias + "." + deletion.mark().dottedPath();
    }

    /** The attribute that names the operation, if there is one. */
    @Nullable
    String deletionId(String alias) {
        return path(alias, DeletionKind.ID);
    }

    /** An attribute of the mark, if there is one. */
    @Nullable
    String path(String alias, DeletionKind kind) {
        return deletion.attributes().stream()
                .filter(attribute -> attribute.kind() == kind)
                .findFirst()
                .map(attribute -> alias + "." + attribute.dottedPath())
                .orElse(null);
    }

    /** The statement that takes the mark away. */
    String restoring() {
        var assignments = deletion.attributes().stream()
                .map(DeletionAttribute::dottedPath)
                .map(path -> "e." + path + " = null")
                .collect(Collectors.joining(", "));
        return "update %s%s e set %s where id(e) in (:ids) and %s is not null"
                .formatted(isVersioned() ? "versioned " : "", name(), assignments, mark("e"));
    }

    /** Takes the mark of an instance away. */
    void clearMark(Object instance) {
        for (var attribute : deletion.attributes()) {
            clear(persister, instance, attribute.path());
            if (instance instanceof SelfDirtinessTracker tracker) {
                tracker.$$_hibernate_trackChange(attribute.path().get(0));
            }
        }
    }

    private static void clear(ManagedMappingType type, Object instance, List<String> path) {
        var attribute = Objects.requireNonNull(type.findAttributeMapping(path.get(0)));
        if (attribute instanceof EmbeddableValuedModelPart embedded) {
            var part = attribute.getValue(instance);
            clear(embedded.getEmbeddableTypeDescriptor(), part, path.subList(1, path.size()));
        } else {
            attribute.setValue(instance, null);
        }
    }

    private boolean isVersioned() {
        return persister.isVersioned() && !(persister.getVersionType() instanceof UserVersionType);
    }

    /** Whether rows can be locked by a query: databases do not lock the rows of a union. */
    boolean isLockable() {
        var table = persister.getIdentifierTableName();
        var metamodel = persister.getFactory().getMappingMetamodel();
        return persister.getSubclassEntityNames().stream()
                .map(name -> metamodel.getEntityDescriptor(name).getIdentifierTableName())
                .allMatch(table::equals);
    }
}
