/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import java.util.ArrayList;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.event.spi.EnversPostCollectionRecreateEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionRemoveEventListenerImpl;
import org.hibernate.envers.event.spi.EnversPreCollectionUpdateEventListenerImpl;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of Envers that know what to do with collections of stateless sessions, whose events tell no session: Envers would look into the
 * persistence context of one. They take the place of those Envers has registered.
 */
final class CollectionListeners {

    private CollectionListeners() {}

    static void register(EventListenerRegistry registry, EnversService envers) {
        replace(registry.getEventListenerGroup(EventType.POST_COLLECTION_RECREATE), new Recreated(envers));
        replace(registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE), new Updated(envers));
        replace(registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE), new Removed(envers));
    }

    @SuppressWarnings("deprecation") // the way to see them, though not the fastest to call them
    private static <T> void replace(EventListenerGroup<T> group, T listener) {
        var others = new ArrayList<T>();
        group.listeners().forEach(others::add);
        others.removeIf(other -> other.getClass() == listener.getClass().getSuperclass());
        group.clearListeners();
        others.forEach(group::appendListener);
        group.appendListener(listener);
    }

    /** The stateless session of an event, or null if it is of another. */
    private static @Nullable SharedSessionContractImplementor stateless(AbstractCollectionEvent event) {
        var session = event.getCollection() instanceof AbstractPersistentCollection<?> collection
                ? collection.getSession()
                : null;
        return session instanceof StatelessSessionImplementor ? session : null;
    }

    private static final class Recreated extends EnversPostCollectionRecreateEventListenerImpl {

        private static final long serialVersionUID = 1L;

        Recreated(EnversService envers) {
            super(envers);
        }

        @Override
        public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
            var session = stateless(event);
            if (session == null) {
                super.onPostRecreateCollection(event);
            } else if (shouldGenerateRevision(event)) {
                new StatelessElements(getEnversService(), session).recreated(event);
            }
        }
    }

    private static final class Updated extends EnversPreCollectionUpdateEventListenerImpl {

        private static final long serialVersionUID = 1L;

        Updated(EnversService envers) {
            super(envers);
        }

        @Override
        public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
            var session = stateless(event);
            if (session == null) {
                super.onPreUpdateCollection(event);
            } else if (shouldGenerateRevision(event)) {
                new StatelessElements(getEnversService(), session).updated(event);
            }
        }
    }

    private static final class Removed extends EnversPreCollectionRemoveEventListenerImpl {

        private static final long serialVersionUID = 1L;

        Removed(EnversService envers) {
            super(envers);
        }

        @Override
        public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
            var session = stateless(event);
            if (session == null) {
                super.onPreRemoveCollection(event);
            } else if (shouldGenerateRevision(event)) {
                new StatelessElements(getEnversService(), session).removed(event);
            }
        }
    }
}
