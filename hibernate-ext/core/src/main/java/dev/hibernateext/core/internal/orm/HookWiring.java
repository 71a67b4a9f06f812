/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.internal.EntityHookCalls;
import dev.hibernateext.core.hook.internal.HookPhase;
import dev.hibernateext.core.hook.internal.HookRegistry;
import java.util.Set;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Listens to Hibernate's events for the phases that have hooks, from the first hook on. Not before: a listener for deletes
 * alone makes Hibernate load what is removed through a reference.
 */
final class HookWiring {

    private static final Set<HookPhase> IN_FLUSH =
            Set.of(HookPhase.BEFORE_CREATE, HookPhase.BEFORE_UPDATE, HookPhase.BEFORE_DELETE);
    private static final Set<HookPhase> BEHIND_FLUSH =
            Set.of(HookPhase.AFTER_CREATE, HookPhase.AFTER_UPDATE, HookPhase.AFTER_DELETE);

    private final EventListenerRegistry listeners;
    private boolean inFlush;
    private boolean behindFlush;

    HookWiring(EventListenerRegistry listeners) {
        this.listeners = listeners;
    }

    /** Hibernate's registry loses listeners that are added by two threads at once, hence the lock capture takes as well. */
    void wire(HookRegistry registry, HookPhase phase) {
        synchronized (listeners) {
            listen(registry, phase);
        }
    }

    private void listen(HookRegistry registry, HookPhase phase) {
        var calls = new EntityHookCalls(registry);
        listen(phase, new EntityHookListener(calls));
        if (!inFlush && IN_FLUSH.contains(phase)) {
            inFlush = true;
            HookedFlushEntityListener.install(listeners.getEventListenerGroup(EventType.FLUSH_ENTITY), calls);
        }
        if (!behindFlush && BEHIND_FLUSH.contains(phase)) {
            behindFlush = true;
            FlushHookListener.install(listeners, calls);
        }
    }

    /** Before hooks come first, so that validation and other listeners see what they changed. */
    private void listen(HookPhase phase, EntityHookListener listener) {
        switch (phase) {
            case BEFORE_CREATE -> listeners.prependListeners(EventType.PRE_INSERT, listener);
            case BEFORE_UPDATE -> listeners.prependListeners(EventType.PRE_UPDATE, listener);
            case BEFORE_UPSERT -> listeners.prependListeners(EventType.PRE_UPSERT, listener);
            case BEFORE_DELETE -> listeners.prependListeners(EventType.PRE_DELETE, listener);
            case AFTER_CREATE -> listeners.appendListeners(EventType.POST_INSERT, listener);
            case AFTER_UPDATE -> listeners.appendListeners(EventType.POST_UPDATE, listener);
            case AFTER_UPSERT -> listeners.appendListeners(EventType.POST_UPSERT, listener);
            case AFTER_DELETE -> listeners.appendListeners(EventType.POST_DELETE, listener);
        }
    }
}
