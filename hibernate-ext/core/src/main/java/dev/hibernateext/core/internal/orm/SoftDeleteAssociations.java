/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.orm.rule.RowStateManagement;
import dev.hibernateext.core.softdelete.SoftDeleteMappingException;
import java.util.Set;
import org.hibernate.FetchMode;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.mapping.Bag;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.DependantValue;
import org.hibernate.mapping.IndexedCollection;
import org.hibernate.mapping.List;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.OneToOne;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what refers to soft-deletable entities and at what they own: makes references lazy, lets owners keep the rows of
 * their collections, and refuses what would lose data.
 */
final class SoftDeleteAssociations {

    private static final Logger LOG = Logger.getLogger("dev.hibernateext.softdelete");

    private final Set<String> marked;

    SoftDeleteAssociations(Set<String> marked) {
        this.marked = marked;
    }

    void bind(PersistentClass entity) {
        entity.getProperties()
                .forEach(property -> bind(entity.getEntityName() + "." + property.getName(), property.getValue()));
    }

    private void bind(String role, Value value) {
        if (value instanceof ToOne reference && marked.contains(reference.getReferencedEntityName())) {
            bindReference(role, reference);
        } else if (value instanceof Component embedded) {
            embedded.getProperties().forEach(inner -> bind(role + "." + inner.getName(), inner.getValue()));
        }
    }

    private void bindReference(String role, ToOne reference) {
        if (reference instanceof OneToOne inverse && !inverse.isConstrained()) {
            return;
        }
        if (!reference.isReferenceToPrimaryKey()) {
            throw SoftDeleteMappingException.association(
                    role,
                    "it refers to a column that is not the primary key, so it is loaded at once, and the foreign key would be overwritten with null if the row is deleted",
                    "Refer to the primary key");
        }
        if (reference instanceof ManyToOne manyToOne && ignoresMissing(manyToOne)) {
            throw SoftDeleteMappingException.association(
                    role,
                    "@NotFound makes it null if the row is deleted, and the foreign key would be overwritten with null",
                    "Remove @NotFound");
        }
        if (!reference.isLazy()) {
            LOG.warnf(
                    "HEXT000301: %s refers to a soft-deletable entity and is made LAZY: loaded with its owner, a deleted row would be null, and the next update would lose the foreign key",
                    role);
            reference.setLazy(true);
            reference.setFetchMode(FetchMode.SELECT);
        }
    }

    @SuppressWarnings("deprecation")
    private static boolean ignoresMissing(ManyToOne reference) {
        return reference.isIgnoreNotFound() || reference.getNotFoundAction() == NotFoundAction.IGNORE;
    }

    void bind(Collection collection) {
        bindElements(collection);
        if (marked.contains(collection.getOwnerEntityName()) && !collection.isInverse()) {
            keepRows(collection);
        }
    }

    private void bindElements(Collection collection) {
        var element = collection.getElement();
        if (element instanceof Component embedded) {
            bind(collection.getRole(), embedded);
        }
        var target = entityOf(element);
        if (target != null && marked.contains(target)) {
            refuseHoles(collection);
            refuseRecreation(collection, element);
            manageElements(collection);
        }
        if (collection instanceof IndexedCollection indexed
                && indexed.getIndex() instanceof ToOne key
                && marked.contains(key.getReferencedEntityName())) {
            throw SoftDeleteMappingException.association(
                    collection.getRole(),
                    "the entity is the key of a map, whose entry cannot be hidden",
                    "Use the identifier as the key");
        }
    }

    /* Links to hidden elements are kept when the collection becomes empty. */
    private static void manageElements(Collection collection) {
        if (!collection.isInverse()) {
            manage(collection);
        }
    }

    private static @Nullable String entityOf(Value element) {
        if (element instanceof OneToMany oneToMany) {
            return oneToMany.getReferencedEntityName();
        }
        return element instanceof ToOne reference ? reference.getReferencedEntityName() : null;
    }

    private static void refuseHoles(Collection collection) {
        if (collection instanceof List) {
            throw SoftDeleteMappingException.association(
                    collection.getRole(),
                    "it is a list with an index column, and a deleted element would leave a null in its place",
                    "Use @OrderBy and a column of the element instead of @OrderColumn");
        }
    }

    private static void refuseRecreation(Collection collection, Value element) {
        if (collection instanceof Bag && !collection.isInverse() && element instanceof ManyToOne) {
            throw SoftDeleteMappingException.association(
                    collection.getRole(),
                    "it is a bag with a collection table, which is written anew as a whole when it changes, so that links to deleted elements would be lost",
                    "Make it a Set");
        }
    }

    /* The delete action changes no DDL, foreign keys are built already: it keeps Hibernate from removing the rows in bulk
     * statements, because it takes that for the database's task. */
    private void keepRows(Collection collection) {
        manage(collection);
        if (!collection.isOneToMany()
                && collection.getKey() instanceof DependantValue key
                && !key.isCascadeDeleteEnabled()) {
            key.setOnDeleteAction(OnDeleteAction.CASCADE);
        }
    }

    private static void manage(Collection collection) {
        collection.setStateManagementType(RowStateManagement.beside(collection.getStateManagementType())
                .orElseThrow(() -> SoftDeleteMappingException.refused(
                        collection.getRole(),
                        "Hibernate's own @SoftDelete or @Temporal manages the rows of the collection",
                        "Remove that annotation")));
    }
}
