/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.cache.internal.orm;

import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Shows {@link WrittenRows} what sessions write, row by row. Registered only where the query cache is on. */
final class UpdateListener
        implements PreUpdateEventListener,
                PostUpdateEventListener,
                PreInsertEventListener,
                PostInsertEventListener,
                PreUpsertEventListener {

    private static final long serialVersionUID = 1L;

    static void install(EventListenerRegistry listeners) {
        var listener = new UpdateListener();
        synchronized (listeners) {
            List.of(
                            EventType.PRE_UPDATE,
                            EventType.POST_UPDATE,
                            EventType.PRE_INSERT,
                            EventType.POST_INSERT,
                            EventType.PRE_UPSERT)
                    .forEach(type -> listeners.getEventListenerGroup(type).addDuplicationStrategy(new KeepOriginal()));
            listeners.appendListeners(EventType.PRE_UPDATE, listener);
            listeners.appendListeners(EventType.POST_UPDATE, listener);
            listeners.appendListeners(EventType.PRE_INSERT, listener);
            listeners.appendListeners(EventType.POST_INSERT, listener);
            listeners.appendListeners(EventType.PRE_UPSERT, listener);
        }
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (event.getSession().isEventSource()) {
            SessionWrites.of(event.getSession()).updates().begin();
        }
        return false;
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        var session = event.getSession();
        if (session.isEventSource() && tables(session) instanceof WrittenRows writes) {
            writes.updated(event);
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        if (event.getSession().isEventSource()) {
            SessionWrites.of(event.getSession()).updates().begin();
        }
        return false;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        var session = event.getSession();
        if (session.isEventSource() && tables(session) instanceof WrittenRows writes) {
            writes.inserted(event);
        }
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        if (tables(event.getSession()) instanceof WrittenRows writes) {
            writes.passVersions(Arrays.asList(event.getPersister().getPropertySpaces()), event.getSession());
        }
        return false;
    }

    private static Object tables(SharedSessionContractImplementor session) {
        return session.getFactory().getCache().getTimestampsCache();
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private static final class KeepOriginal implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof UpdateListener && original instanceof UpdateListener;
        }

        @Override
        public Action getAction() {
            return Action.KEEP_ORIGINAL;
        }
    }
}
