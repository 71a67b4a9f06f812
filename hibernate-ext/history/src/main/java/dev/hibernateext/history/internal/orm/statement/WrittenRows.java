/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.core.internal.SessionState;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.audit.spi.AuditWorkQueue;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
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
import org.jspecify.annotations.Nullable;

/**
 * The rows in Hibernate's own log that sessions have written in a transaction, statements not counted, and in whose queue they wait: each
 * session has one. Belongs to the transaction's thread.
 */
final class WrittenRows {

    private final Map<RowKey, AuditWorkQueue> rows = new HashMap<>();

    private WrittenRows() {}

    /** Those of the transaction of a session. */
    static WrittenRows of(SharedSessionContractImplementor session) {
        return SessionState.of(owner(session)).attachment(WrittenRows.class, state -> new WrittenRows());
    }

    /** The session that opened the connection, which others share with their transaction. */
    static SharedSessionContractImplementor owner(SharedSessionContractImplementor session) {
        return (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner();
    }

    /** Hears of rows from now on. */
    static void watch(SessionFactoryImplementor factory) {
        var listeners = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        var listener = new Listener();
        listeners.appendListeners(EventType.POST_INSERT, listener);
        listeners.appendListeners(EventType.POST_UPDATE, listener);
        listeners.appendListeners(EventType.POST_DELETE, listener);
        listeners.appendListeners(EventType.POST_UPSERT, listener);
    }

    /** Where a row waits that a session has written. */
    @Nullable
    AuditWorkQueue queue(RowKey row) {
        return rows.get(row);
    }

    private void add(RowKey row, SharedSessionContractImplementor session) {
        if (rows.isEmpty()) {
            AfterCompletionCallback end = (success, ended) -> rows.clear();
            session.getTransactionCompletionCallbacks().registerCallback(end);
        }
        rows.put(row, session.getAuditWorkQueue());
    }

    private static final class Listener
            implements PostInsertEventListener,
                    PostUpdateEventListener,
                    PostDeleteEventListener,
                    PostUpsertEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onPostInsert(PostInsertEvent event) {
            written(event, event.getId());
        }

        @Override
        public void onPostUpdate(PostUpdateEvent event) {
            written(event, event.getId());
        }

        @Override
        public void onPostDelete(PostDeleteEvent event) {
            written(event, event.getId());
        }

        @Override
        public void onPostUpsert(PostUpsertEvent event) {
            written(event, event.getId());
        }

        private static void written(AbstractDatabaseOperationEvent event, Object id) {
            if (event.getPersister().getAuditMapping() != null) {
                var row = new RowKey(event.getPersister().getEntityName(), id);
                of(event.getSession()).add(row, event.getSession());
            }
        }

        /** Called at once. */
        @Override
        public boolean requiresPostCommitHandling(EntityPersister persister) {
            return false;
        }
    }
}
