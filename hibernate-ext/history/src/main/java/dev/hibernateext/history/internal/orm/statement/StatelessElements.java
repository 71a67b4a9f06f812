/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit.PersistentCollectionChangeWorkUnitId;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a stateless session does to the elements of one row's collection. It does not know what they were, so that they are read. Leans on {@code
 * PersistentCollectionChangeWorkUnit}.
 */
record StatelessElements(EnversService envers, SharedSessionContractImplementor session) {

    void recreated(AbstractCollectionEvent event) {
        record(event, event.getCollection(), null);
    }

    void updated(AbstractCollectionEvent event) {
        record(event, event.getCollection(), stored(event));
    }

    void removed(AbstractCollectionEvent event) {
        record(event, null, stored(event));
    }

    private @Nullable Serializable stored(AbstractCollectionEvent event) {
        try (var rows = new StoredRows(session)) {
            return rows.elementsOf(owner(event), id(event), attribute(event))
                    .map(PersistentCollection::getStoredSnapshot)
                    .orElse(null);
        }
    }

    private void record(
            AbstractCollectionEvent event, @Nullable PersistentCollection<?> now, @Nullable Serializable before) {
        var entity = event.getAffectedOwnerEntityName();
        var changes = envers.getEntitiesConfigurations()
                .get(entity)
                .getPropertyMapper()
                .mapCollectionChanges(session, attribute(event), now, before, id(event));
        if (changes != null && !changes.isEmpty()) {
            add(event, changes);
        }
    }

    private void add(AbstractCollectionEvent event, List<PersistentCollectionChangeData> changes) {
        var process = envers.getAuditProcessManager().get(session);
        var entity = event.getAffectedOwnerEntityName();
        var role = event.getCollectionPersister().getRole();
        var key = new PersistentCollectionChangeWorkUnitId(id(event), role);
        process.addWorkUnit(
                new PersistentCollectionChangeWorkUnit(session, entity, envers, key, changes, attribute(event)));
        process.addWorkUnit(new CollectionChangeWorkUnit(
                session, entity, attribute(event), envers, id(event), event.getAffectedOwnerOrNull()));
    }

    private EntityPersister owner(AbstractCollectionEvent event) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getAffectedOwnerEntityName());
    }

    private static Object id(AbstractCollectionEvent event) {
        return Objects.requireNonNull(event.getAffectedOwnerIdOrNull());
    }

    private static String attribute(AbstractCollectionEvent event) {
        var persister = event.getCollectionPersister();
        return persister
                .getRole()
                .substring(persister.getOwnerEntityPersister().getEntityName().length() + 1);
    }
}
