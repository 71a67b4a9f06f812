/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The elements Envers records as gone with the rows of one entity. Leans on {@code PersistentCollectionChangeWorkUnit}.
 */
record EnversElements(EnversService envers, StoredRows stored, EntityPersister persister) {

    List<PersistentCollectionChangeWorkUnit> of(Collection<Object> ids) {
        var units = new ArrayList<PersistentCollectionChangeWorkUnit>();
        for (var attribute : recorded()) {
            stored.elements(
                    persister, ids, attribute, (owner, elements) -> units.add(unit(owner, elements, attribute)));
        }
        return units;
    }

    private PersistentCollectionChangeWorkUnit unit(Object owner, PersistentCollection<?> elements, String attribute) {
        var session = stored.reading();
        var entry = session.getPersistenceContextInternal().getCollectionEntry(elements);
        return new PersistentCollectionChangeWorkUnit(
                session,
                persister.getEntityName(),
                envers,
                null,
                Objects.requireNonNull(entry),
                elements.getStoredSnapshot(),
                persister.getIdentifier(owner, session),
                attribute);
    }

    /** Those with a history of their own; the inverse side of an association has none. */
    private List<String> recorded() {
        var found = new ArrayList<String>();
        persister.forEachAttributeMapping(attribute -> {
            if (attribute instanceof PluralAttributeMapping plural && isRecorded(plural)) {
                found.add(plural.getAttributeName());
            }
        });
        return found;
    }

    private boolean isRecorded(PluralAttributeMapping plural) {
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
