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
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/** Calls hooks around single statements. It never uses Hibernate's veto, which would skip the statement in silence. */
final class EntityHookListener
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreDeleteEventListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostUpsertEventListener,
                PostDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient EntityHookCalls calls;

    EntityHookListener(EntityHookCalls calls) {
        this.calls = calls;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return before(event, Operation.CREATE, WriteState.of(event.getState()));
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return before(
                event,
                WrittenAs.update(event.getSession(), event.getPersister()),
                WriteState.over(event.getOldState(), event.getState(), null));
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return before(event, Operation.UPSERT, WriteState.of(event.getState()));
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return before(
                event,
                WrittenAs.delete(event.getSession(), event.getPersister()),
                deleted(event, event.getDeletedState()));
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        after(event, Operation.CREATE, WriteState.of(event.getState()));
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        after(
                event,
                WrittenAs.update(event.getSession(), event.getPersister()),
                WriteState.over(event.getOldState(), event.getState(), event.getDirtyProperties()));
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        after(event, Operation.UPSERT, WriteState.of(event.getState()));
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        after(
                event,
                WrittenAs.delete(event.getSession(), event.getPersister()),
                deleted(event, event.getDeletedState()));
    }

    private boolean before(AbstractDatabaseOperationEvent event, Operation operation, WriteState state) {
        if (isWanted(HookPhase.before(operation), event)) {
            calls.beforeStatement(write(event, operation, state));
        }
        return false;
    }

    private void after(AbstractDatabaseOperationEvent event, Operation operation, WriteState state) {
        if (isWanted(HookPhase.after(operation), event)) {
            calls.afterStatement(write(event, operation, state));
        }
    }

    private boolean isWanted(HookPhase phase, AbstractDatabaseOperationEvent event) {
        return calls.isWanted(phase, event.getSession(), event.getPersister());
    }

    private static WriteOfEntity write(AbstractDatabaseOperationEvent event, Operation operation, WriteState state) {
        var target = new WriteTarget(event.getSession(), event.getPersister(), event.getEntity(), event.getId());
        return new WriteOfEntity(target, operation, state);
    }

    /** A stateless session passes no state. */
    private static WriteState deleted(AbstractDatabaseOperationEvent event, Object[] state) {
        return state == null
                ? WriteState.of(event.getPersister().getValues(event.getEntity()))
                : WriteState.over(state, state, null);
    }
}
