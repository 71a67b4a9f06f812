/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.internal.ChildSessions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.FlushMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a delete is about to take away: the state of rows, if that is recorded, and the elements of their collections. One statement for the
 * rows, and one for each collection. Leans on {@code PersistentCollectionChangeWorkUnit}.
 */
final class DeletedRows implements AutoCloseable {

    private final EnversService envers;
    private final SessionImplementor child;

    DeletedRows(SharedSessionContractImplementor session, EnversService envers) {
        this.envers = envers;
        this.child = ChildSessions.of(session).open(session);
        child.setHibernateFlushMode(FlushMode.MANUAL);
    }

    @Override
    public void close() {
        child.close();
    }

    /** What rows of one entity are, by their ids. */
    Map<Object, Object[]> states(EntityPersister persister, Collection<Object> ids) {
        var states = new HashMap<Object, Object[]>();
        for (var entity : load(persister, ids, "")) {
            states.put(Objects.requireNonNull(persister.getIdentifier(entity, child)), persister.getValues(entity));
        }
        return states;
    }

    /** Tells Envers of the elements rows of one entity lose. */
    void elements(EntityPersister persister, Collection<Object> ids, AuditProcess process) {
        for (var attribute : recordedCollections(persister)) {
            for (var entity : load(persister, ids, " left join fetch e." + attribute)) {
                if (persister.getPropertyValue(entity, attribute) instanceof PersistentCollection<?> elements) {
                    process.addWorkUnit(unit(persister, entity, elements, attribute));
                }
            }
        }
    }

    /** The elements of one row's collection as they are stored; null if there is no such row. */
    @Nullable
    Serializable elementsOf(EntityPersister persister, Object id, String attribute) {
        for (var entity : load(persister, List.of(id), " left join fetch e." + attribute)) {
            if (persister.getPropertyValue(entity, attribute) instanceof PersistentCollection<?> elements) {
                return elements.getStoredSnapshot();
            }
        }
        return null;
    }

    private PersistentCollectionChangeWorkUnit unit(
            EntityPersister persister, Object entity, PersistentCollection<?> elements, String attribute) {
        var entry = child.getPersistenceContextInternal().getCollectionEntry(elements);
        return new PersistentCollectionChangeWorkUnit(
                child,
                persister.getEntityName(),
                envers,
                null,
                Objects.requireNonNull(entry),
                elements.getStoredSnapshot(),
                persister.getIdentifier(entity, child),
                attribute);
    }

    private List<?> load(EntityPersister persister, Collection<Object> ids, String fetch) {
        var text = "select e from %s e%s where id(e) in (:ids)".formatted(persister.getEntityName(), fetch);
        return child.createSelectionQuery(text, Object.class)
                .setParameterList("ids", ids)
                .getResultList();
    }

    /** Those with a history of their own; the inverse side of an association has none. */
    private List<String> recordedCollections(EntityPersister persister) {
        var found = new ArrayList<String>();
        persister.forEachAttributeMapping(attribute -> {
            if (attribute instanceof PluralAttributeMapping plural && isRecorded(persister, plural)) {
                found.add(plural.getAttributeName());
            }
        });
        return found;
    }

    private boolean isRecorded(EntityPersister persister, PluralAttributeMapping plural) {
        var collection = plural.getCollectionDescriptor();
        var isOfOthers = collection.isOneToMany() && !envers.getConfig().isGenerateRevisionsForCollections();
        return !collection.isInverse() && !isOfOthers && isMapped(persister.getEntityName(), plural.getAttributeName());
    }

    private boolean isMapped(String entity, String attribute) {
        var configuration = envers.getEntitiesConfigurations().get(entity);
        var parent = configuration == null ? null : configuration.getParentEntityName();
        return configuration != null
                && (configuration.getPropertyMapper().getProperties().keySet().stream()
                                .anyMatch(data -> data.getName().equals(attribute))
                        || (parent != null && isMapped(parent, attribute)));
    }
}
