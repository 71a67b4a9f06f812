/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.hook.internal.EntityHookCalls;
import dev.hibernateext.core.hook.internal.SessionHooks;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** Keeps the after hooks of a flush until all its statements are sent. */
abstract class FlushHookListener implements FlushEventListener, AutoFlushEventListener {

    private final EntityHookCalls calls;

    FlushHookListener(EntityHookCalls calls) {
        this.calls = calls;
    }

    static void install(EventListenerRegistry listeners, EntityHookCalls calls) {
        var begin = new Begin(calls);
        listeners.prependListeners(EventType.FLUSH, begin);
        listeners.prependListeners(EventType.AUTO_FLUSH, begin);
        var end = new End(calls);
        listeners.appendListeners(EventType.FLUSH, end);
        listeners.appendListeners(EventType.AUTO_FLUSH, end);
    }

    abstract void onFlush(SessionHooks hooks);

    @Override
    public void onFlush(FlushEvent event) {
        onFlush(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        onFlush(event.getSession());
    }

    private void onFlush(EventSource session) {
        onFlush(calls.hooksOf(session));
    }

    private static final class Begin extends FlushHookListener {

        Begin(EntityHookCalls calls) {
            super(calls);
        }

        @Override
        void onFlush(SessionHooks hooks) {
            hooks.beginFlush();
        }
    }

    private static final class End extends FlushHookListener {

        End(EntityHookCalls calls) {
            super(calls);
        }

        @Override
        void onFlush(SessionHooks hooks) {
            hooks.endFlush();
        }
    }
}
