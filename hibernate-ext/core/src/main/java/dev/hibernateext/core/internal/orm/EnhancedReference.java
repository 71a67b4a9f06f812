/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.softdelete.internal.SoftDeletionModel;
import jakarta.persistence.EntityNotFoundException;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The row that an instance stands for which is a reference itself, as instances of enhanced classes are. Hibernate loads it through
 * {@code org.hibernate.persister.entity.AbstractEntityPersister} and has no event for that.
 */
final class EnhancedReference {

    private EnhancedReference() {}

    static Object load(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session, Supplier<Object> load) {
        var deletion = SoftDeletionModel.of(SessionState.of(session).factory()).of(persister.getEntityName());
        if (deletion == null) {
            return load.get();
        }
        if (DeletedRowAccess.isNeeded(deletion, session.getLoadQueryInfluencers())) {
            return session.isEventSource()
                    ? DeletedRowAccess.throughCache(session, load)
                    : DeletedRowAccess.with(session, load);
        }
        return deletion.references() ? load.get() : orRefused(persister, entity, session, load);
    }

    private static Object orRefused(
            EntityPersister persister, Object entity, SharedSessionContractImplementor session, Supplier<Object> load) {
        var id = persister.getIdentifier(entity, session);
        try {
            return load.get();
        } catch (ObjectNotFoundException | EntityNotFoundException refused) {
            if (session.isEventSource()) {
                remember(session.generateEntityKey(id, persister), entity, session);
            }
            throw refused;
        }
    }

    /* Hibernate has forgotten the instance, and the next flush would take it for one that its owner refers to and nobody has
     * saved. Put back as it was, it is a row that was not loaded, as a proxy is after the same error. */
    private static void remember(EntityKey key, Object entity, SharedSessionContractImplementor session) {
        var context = session.getPersistenceContextInternal();
        context.addEnhancedProxy(key, (PersistentAttributeInterceptable) entity);
        var entry = context.addEntry(
                entity,
                Status.MANAGED,
                null,
                null,
                key.getIdentifier(),
                null,
                LockMode.NONE,
                true,
                key.getPersister(),
                true);
        context.getEntityHolder(key).setEntityEntry(entry);
    }
}
