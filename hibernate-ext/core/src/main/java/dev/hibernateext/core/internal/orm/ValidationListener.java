/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.internal.SessionState;
import dev.hibernateext.core.validation.internal.EntityValidator;
import dev.hibernateext.core.validation.internal.FlushValidation;
import dev.hibernateext.core.validation.internal.ValidatedOperation;
import org.hibernate.boot.beanvalidation.BeanValidationEventListener;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Validates entities while a flush looks at them and raises what was found in front of the first statement; what is written
 * outside a flush is validated in front of its own. In a session that switched this off, Hibernate's own listener works.
 */
final class ValidationListener
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreDeleteEventListener,
                PreCollectionUpdateEventListener,
                FlushEntityEventListener,
                FlushEventListener,
                AutoFlushEventListener {

    private static final long serialVersionUID = 1L;

    private final transient EntityValidator validator;
    private final transient BeanValidationEventListener original;

    ValidationListener(EntityValidator validator, BeanValidationEventListener original) {
        this.validator = validator;
        this.original = original;
    }

    @Override
    public void onFlush(FlushEvent event) {
        begin(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        begin(event.getSession());
    }

    private void begin(EventSource session) {
        var validation = SessionState.of(session).findAttachment(FlushValidation.class);
        if (validation != null) {
            validation.begin();
        }
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        ValidatedOperation operation;
        var entry = event.getEntityEntry();
        if (entry.getStatus() == Status.DELETED) {
            operation = delete(event.getSession(), entry.getPersister());
        } else if (!entry.isExistsInDatabase()) {
            operation = ValidatedOperation.INSERT;
        } else if (!isDirty(event)) {
            return;
        } else {
            operation = update(event.getSession(), entry.getPersister());
        }
        if (validator.isConstrained(entry.getPersister()) && isActive(event.getSession())) {
            validationOf(event.getSession()).collect(entry.getPersister(), event.getEntity(), entry.getId(), operation);
        }
    }

    private static ValidatedOperation update(SharedSessionContractImplementor session, EntityPersister persister) {
        return WrittenAs.update(session, persister) == Operation.RESTORE
                ? ValidatedOperation.RESTORE
                : ValidatedOperation.UPDATE;
    }

    private static ValidatedOperation delete(SharedSessionContractImplementor session, EntityPersister persister) {
        return WrittenAs.delete(session, persister) == Operation.SOFT_DELETE
                ? ValidatedOperation.SOFT_DELETE
                : ValidatedOperation.DELETE;
    }

    private static boolean isDirty(FlushEntityEvent event) {
        return event.hasDirtyProperties() || event.hasDirtyCollection() || hasDirtyCollections(event);
    }

    /** Hibernate looks at collections of entities without version later. */
    private static boolean hasDirtyCollections(FlushEntityEvent event) {
        if (event.getEntityEntry().getPersister().hasCollections()) {
            for (var value : event.getPropertyValues()) {
                if (value instanceof PersistentCollection<?> collection && collection.isDirty()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return isActive(event.getSession()) ? validate(event, ValidatedOperation.INSERT) : original.onPreInsert(event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return isActive(event.getSession())
                ? validate(event, update(event.getSession(), event.getPersister()))
                : original.onPreUpdate(event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return isActive(event.getSession()) ? validate(event, ValidatedOperation.UPSERT) : original.onPreUpsert(event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return isActive(event.getSession())
                ? validate(event, delete(event.getSession(), event.getPersister()))
                : original.onPreDelete(event);
    }

    private boolean validate(AbstractPreDatabaseOperationEvent event, ValidatedOperation operation) {
        var validation = validationOf(event.getSession());
        if (!isFlushing(event.getSession())) {
            validation.begin();
        }
        validation.collect(event.getPersister(), event.getEntity(), event.getId(), operation);
        validation.raise();
        return false;
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        var owner = event.getAffectedOwnerOrNull();
        if (owner == null || !(sessionOf(event) instanceof EventSource session) || !isActive(session)) {
            original.onPreUpdateCollection(event);
            return;
        }
        var validation = validationOf(session);
        var persister = event.getCollectionPersister().getOwnerEntityPersister();
        validation.collect(persister, owner, event.getAffectedOwnerIdOrNull(), ValidatedOperation.UPDATE);
        validation.raise();
    }

    /** The event of a stateless session does not know its session and fails when asked. */
    private static @Nullable SharedSessionContractImplementor sessionOf(PreCollectionUpdateEvent event) {
        return event.getCollection() instanceof AbstractPersistentCollection<?> collection
                ? collection.getSession()
                : null;
    }

    private FlushValidation validationOf(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(FlushValidation.class, state -> new FlushValidation(validator));
    }

    private static boolean isFlushing(SharedSessionContractImplementor session) {
        return session instanceof EventSource source
                && source.getPersistenceContextInternal().isFlushing();
    }

    private static boolean isActive(SharedSessionContractImplementor session) {
        return SessionState.of(session).isActive(Feature.VALIDATION);
    }
}
