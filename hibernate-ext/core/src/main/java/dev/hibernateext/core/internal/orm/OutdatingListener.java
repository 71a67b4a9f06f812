/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.event.internal.PostDeleteEventListenerStandardImpl;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Tells the query cache of what stateless sessions write. Registered only where the query cache is on. */
final class OutdatingListener
        implements CoreListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostUpsertEventListener,
                PostDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient StatelessQueryCache queryCache;
    private final transient EntityCatalog catalog;

    OutdatingListener(StatelessQueryCache queryCache, EntityCatalog catalog) {
        this.queryCache = queryCache;
        this.catalog = catalog;
    }

    static void install(EventListenerRegistry listeners, OutdatingListener listener) {
        listeners.appendListeners(EventType.POST_INSERT, listener);
        listeners.appendListeners(EventType.POST_UPDATE, listener);
        listeners.appendListeners(EventType.POST_UPSERT, listener);
        OfDeletes.install(listeners.getEventListenerGroup(EventType.POST_DELETE), listener);
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        written(event);
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        written(event);
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        written(event);
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        written(event);
    }

    private void written(AbstractPostDatabaseOperationEvent event) {
        if (queryCache.concerns(event.getSession())) {
            var entity = catalog.entity(event.getPersister());
            queryCache.written(event.getSession(), entity.tablesWritten());
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    /**
     * Stands in the place of Hibernate's own listener for deletes. One beside it would make sessions load what they remove
     * through a reference. Leans on {@code org.hibernate.event.internal.PostDeleteEventListenerStandardImpl}.
     */
    private static final class OfDeletes extends PostDeleteEventListenerStandardImpl {

        private static final long serialVersionUID = 1L;

        private final transient OutdatingListener outdating;

        private OfDeletes(OutdatingListener outdating) {
            this.outdating = outdating;
        }

        /** Where Hibernate's own listener is gone, sessions load what they remove anyway. */
        static void install(EventListenerGroup<PostDeleteEventListener> group, OutdatingListener outdating) {
            if (hasStandard(group)) {
                group.addDuplicationStrategy(new InPlaceOfStandard());
                group.appendListener(new OfDeletes(outdating));
            } else {
                group.appendListener(outdating);
            }
        }

        private static boolean hasStandard(EventListenerGroup<PostDeleteEventListener> group) {
            var found = new AtomicBoolean();
            group.fireEventOnEachListener(
                    found, (listener, flag) -> flag.compareAndSet(false, InPlaceOfStandard.isStandard(listener)));
            return found.get();
        }

        @Override
        public void onPostDelete(PostDeleteEvent event) {
            super.onPostDelete(event);
            outdating.onPostDelete(event);
        }
    }

    private static final class InPlaceOfStandard implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof OfDeletes && isStandard(original);
        }

        static boolean isStandard(Object listener) {
            return listener.getClass() == PostDeleteEventListenerStandardImpl.class;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
