/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.hook.internal.HookPhase;
import dev.hibernateext.core.hook.internal.HookRegistry;
import dev.hibernateext.core.softdelete.internal.EntityWatch;
import dev.hibernateext.core.validation.EntityValidation;
import dev.hibernateext.core.validation.internal.PatchValidation;
import dev.hibernateext.core.validation.internal.ValidatedOperation;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;

/** Asks hooks, callbacks and Hibernate's registry of listeners each time, since all of them may be registered at any time. */
final class RegisteredEntityWatch implements EntityWatch {

    private static final List<String> OWN =
            List.of(CoreListener.class.getPackageName() + ".", "org.hibernate.event.", "org.hibernate.boot.");

    private final SessionFactoryImplementor factory;
    private final EventListenerRegistry listeners;

    RegisteredEntityWatch(SessionFactoryImplementor factory, EventListenerRegistry listeners) {
        this.factory = factory;
        this.listeners = listeners;
    }

    @Override
    public boolean seesDelete(EntityPersister root) {
        return isLogged(root)
                || hasForeign(EventType.PRE_DELETE)
                || hasForeign(EventType.POST_DELETE)
                || types(root).stream()
                        .anyMatch(type -> hasHook(type, HookPhase.BEFORE_SOFT_DELETE, HookPhase.AFTER_SOFT_DELETE)
                                || hasCallback(type, CallbackType.PRE_REMOVE, CallbackType.POST_REMOVE)
                                || isConstrained(type, ValidatedOperation.SOFT_DELETE));
    }

    @Override
    public boolean seesRestore(EntityPersister root) {
        return isLogged(root)
                || hasForeign(EventType.PRE_UPDATE)
                || hasForeign(EventType.POST_UPDATE)
                || types(root).stream()
                        .anyMatch(type -> hasHook(type, HookPhase.BEFORE_RESTORE, HookPhase.AFTER_RESTORE)
                                || hasCallback(type, CallbackType.PRE_UPDATE, CallbackType.POST_UPDATE)
                                || isConstrained(type, ValidatedOperation.RESTORE));
    }

    /** Hibernate's own {@code @Audited} records what sessions write. */
    private static boolean isLogged(EntityPersister root) {
        return root.getAuditMapping() != null;
    }

    private List<Class<?>> types(EntityPersister root) {
        return root.getSubclassEntityNames().stream()
                .<Class<?>>map(name ->
                        factory.getMappingMetamodel().getEntityDescriptor(name).getMappedClass())
                .toList();
    }

    private boolean hasHook(Class<?> type, HookPhase before, HookPhase after) {
        return Hooks.of(factory) instanceof HookRegistry hooks && (hooks.has(before, type) || hooks.has(after, type));
    }

    private boolean hasCallback(Class<?> type, CallbackType before, CallbackType after) {
        var callbacks = factory.getEventEngine().getCallbackRegistry();
        return callbacks.hasRegisteredCallbacks(type, before) || callbacks.hasRegisteredCallbacks(type, after);
    }

    private boolean isConstrained(Class<?> type, ValidatedOperation operation) {
        return EntityValidation.of(factory) instanceof PatchValidation validation
                && validation.isConstrained(type, operation);
    }

    private boolean hasForeign(EventType<?> type) {
        var found = new AtomicBoolean();
        listeners
                .getEventListenerGroup(type)
                .fireEventOnEachListener(found, (listener, flag) -> flag.compareAndSet(false, isForeign(listener)));
        return found.get();
    }

    /** Hibernate's own call callbacks and validate; ours are asked for by what they do. */
    private static boolean isForeign(Object listener) {
        var name = listener.getClass().getName();
        return OWN.stream().noneMatch(name::startsWith);
    }
}
