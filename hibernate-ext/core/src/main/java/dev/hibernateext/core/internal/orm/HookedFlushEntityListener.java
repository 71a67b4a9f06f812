/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.hook.internal.EntityHookCalls;
import dev.hibernateext.core.hook.internal.HookPhase;
import dev.hibernateext.core.hook.internal.WriteOfEntity;
import dev.hibernateext.core.hook.internal.WriteState;
import dev.hibernateext.core.hook.internal.WriteTarget;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;

/**
 * Calls before hooks while a flush looks at each entity: behind the dirty check and callbacks, ahead of the second dirty
 * check, the version and the nullability check, so that all of them follow what a hook changes. Leans on {@code
 * org.hibernate.event.internal.DefaultFlushEntityEventListener}, which it replaces in place; where another listener stands
 * there, hooks are called in front of each statement only.
 */
final class HookedFlushEntityListener extends DefaultFlushEntityEventListener {

    private final EntityHookCalls calls;

    private HookedFlushEntityListener(EntityHookCalls calls) {
        this.calls = calls;
    }

    static void install(EventListenerGroup<FlushEntityEventListener> group, EntityHookCalls calls) {
        if (hasDefault(group)) {
            group.addDuplicationStrategy(new InPlaceOfDefault());
            group.appendListener(new HookedFlushEntityListener(calls));
        }
    }

    private static boolean hasDefault(EventListenerGroup<FlushEntityEventListener> group) {
        var found = new AtomicBoolean();
        group.fireEventOnEachListener(
                found, (listener, flag) -> flag.compareAndSet(false, InPlaceOfDefault.isDefault(listener)));
        return found.get();
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        var entry = event.getEntityEntry();
        if (!entry.isExistsInDatabase() && entry.getLoadedState() != null) {
            beforeCreate(event);
        }
        if (entry.getStatus() == Status.DELETED) {
            beforeDelete(event);
        }
        super.onFlushEntity(event);
    }

    private void beforeCreate(FlushEntityEvent event) {
        if (isWanted(HookPhase.BEFORE_CREATE, event)) {
            var entry = event.getEntityEntry();
            var values = entry.getPersister().getValues(event.getEntity());
            run(event, Operation.CREATE, WriteState.queued(values, entry.getLoadedState()));
        }
    }

    private void beforeDelete(FlushEntityEvent event) {
        var operation =
                WrittenAs.delete(event.getSession(), event.getEntityEntry().getPersister());
        if (isWanted(HookPhase.before(operation), event)) {
            var state = event.getEntityEntry().getDeletedState();
            run(event, operation, WriteState.over(state, state, null));
        }
    }

    @Override
    protected boolean invokeInterceptor(FlushEntityEvent event) {
        var intercepted = super.invokeInterceptor(event);
        var operation =
                WrittenAs.update(event.getSession(), event.getEntityEntry().getPersister());
        if (event.getEntityEntry().getStatus() == Status.DELETED || !isWanted(HookPhase.before(operation), event)) {
            return intercepted;
        }
        if (intercepted && event.isDirtyCheckPossible()) {
            dirtyCheck(event);
        }
        return beforeUpdate(event, operation) || intercepted;
    }

    private boolean beforeUpdate(FlushEntityEvent event, Operation operation) {
        var old = event.getEntityEntry().getLoadedState();
        var dirty = event.isDirtyCheckPossible() && event.getDirtyProperties() == null
                ? new int[0]
                : event.getDirtyProperties();
        return run(event, operation, WriteState.over(old, event.getPropertyValues(), dirty));
    }

    private boolean isWanted(HookPhase phase, FlushEntityEvent event) {
        return calls.isWanted(phase, event.getSession(), event.getEntityEntry().getPersister());
    }

    private boolean run(FlushEntityEvent event, Operation operation, WriteState state) {
        var entry = event.getEntityEntry();
        var target = new WriteTarget(event.getSession(), entry.getPersister(), event.getEntity(), entry.getId());
        return calls.beforeFlush(new WriteOfEntity(target, operation, state), entry);
    }

    private static final class InPlaceOfDefault implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof HookedFlushEntityListener && isDefault(original);
        }

        static boolean isDefault(Object listener) {
            return listener.getClass() == DefaultFlushEntityEventListener.class;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
