/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

import dev.hibernateext.history.StatementNotRecordedException;
import dev.hibernateext.history.StatementPolicy;
import java.util.List;
import org.hibernate.envers.exception.AuditException;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Records upserts, of which Envers does not hear. Whether one inserted its row, the history of the row tells. */
final class UpsertRecording implements PreUpsertEventListener, PostUpsertEventListener {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        var entity = event.getPersister().getEntityName();
        var history = StatementHistory.of(event.getFactory());
        if (history.policy() == StatementPolicy.REFUSE && isKept(entity, history)) {
            throw StatementNotRecordedException.refused(entity);
        }
        return false;
    }

    /** Hibernate's own log hears of upserts. */
    private static boolean isKept(String entity, StatementHistory history) {
        return history.logOf(entity).filter(EnversRows.class::isInstance).isPresent();
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        var session = event.getSession();
        var history = StatementHistory.of(session.getFactory());
        var row = new RowKey(event.getPersister().getEntityName(), event.getId());
        if (history.policy() == StatementPolicy.RECORD && isKept(row.entity(), history)) {
            if (!session.isTransactionInProgress()) {
                throw new AuditException("Unable to create revision because of non-active transaction");
            }
            history.logOf(row.entity())
                    .ifPresent(log -> log.add(session, List.of(row), RowChange.UPSERT, DeletedStates.none()));
        }
    }

    /** Called at once. */
    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
