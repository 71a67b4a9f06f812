/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.internal.EntityHookCalls;
import dev.hibernateext.core.hook.internal.HookPhase;
import dev.hibernateext.core.hook.internal.HookRegistry;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Listens to Hibernate's events for the phases that have hooks, from the first hook on. Not before: a listener for deletes
 * alone makes Hibernate load what is removed through a reference.
 */
final class HookWiring {

    private static final Set<HookPhase> IN_FLUSH = Set.of(
            HookPhase.BEFORE_CREATE,
            HookPhase.BEFORE_UPDATE,
            HookPhase.BEFORE_DELETE,
            HookPhase.BEFORE_SOFT_DELETE,
            HookPhase.BEFORE_RESTORE);
    private static final Set<HookPhase> BEHIND_FLUSH = Set.of(
            HookPhase.AFTER_CREATE,
            HookPhase.AFTER_UPDATE,
            HookPhase.AFTER_DELETE,
            HookPhase.AFTER_SOFT_DELETE,
            HookPhase.AFTER_RESTORE);

    private final EventListenerRegistry listeners;
    private final Set<EventType<?>> heard = new HashSet<>();
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

    private void listen(HookPhase phase, EntityHookListener listener) {
        switch (phase) {
            case BEFORE_CREATE -> prepend(EventType.PRE_INSERT, listener);
            case BEFORE_UPDATE, BEFORE_RESTORE -> prepend(EventType.PRE_UPDATE, listener);
            case BEFORE_UPSERT -> prepend(EventType.PRE_UPSERT, listener);
            case BEFORE_DELETE, BEFORE_SOFT_DELETE -> prepend(EventType.PRE_DELETE, listener);
            case AFTER_CREATE -> append(EventType.POST_INSERT, listener);
            case AFTER_UPDATE, AFTER_RESTORE -> append(EventType.POST_UPDATE, listener);
            case AFTER_UPSERT -> append(EventType.POST_UPSERT, listener);
            case AFTER_DELETE, AFTER_SOFT_DELETE -> append(EventType.POST_DELETE, listener);
        }
    }

    /** Before hooks come first, so that validation and other listeners see what they changed. */
    private <T> void prepend(EventType<T> type, T listener) {
        if (heard.add(type)) {
            listeners.getEventListenerGroup(type).prependListener(listener);
        }
    }

    private <T> void append(EventType<T> type, T listener) {
        if (heard.add(type)) {
            listeners.getEventListenerGroup(type).appendListener(listener);
        }
    }
}
