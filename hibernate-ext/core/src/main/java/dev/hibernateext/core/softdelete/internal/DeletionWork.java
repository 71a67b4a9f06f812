/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import dev.hibernateext.core.internal.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What is being deleted in one session: which rows belong to one operation, from the call that deletes them to the statement
 * that writes the mark. Belongs to that session's thread.
 */
public final class DeletionWork {

    private final Map<EntityKey, DeletionOperation> scheduled = new HashMap<>(4);
    private final List<Runnable> postponed = new ArrayList<>(0);
    private @Nullable DeletionOperation current;
    private boolean owned;
    private @Nullable Object execution;
    private @Nullable DeletionOperation executed;

    private DeletionWork() {}

    /** The work of a session. */
    public static DeletionWork of(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(DeletionWork.class, state -> new DeletionWork());
    }

    /** Makes all deletes of some work one operation; inside another one, they belong to that. */
    public void inOneOperation(Runnable work) {
        if (current != null) {
            work.run();
            return;
        }
        current = new DeletionOperation();
        try {
            work.run();
        } finally {
            current = null;
        }
    }

    /** The operation going on; one of its own if there is none. */
    public DeletionOperation current() {
        return current == null ? new DeletionOperation() : current;
    }

    /** Begins the delete of an entity; answers whether the one that cascades to it, if any, is soft-deletable. */
    public boolean enter(boolean softDeletable) {
        var outer = owned;
        owned = softDeletable;
        return outer;
    }

    /** Ends the delete of an entity, with what {@link #enter} answered. */
    public void leave(boolean outer) {
        owned = outer;
    }

    /** Tells that a row is deleted by the operation going on. */
    public void schedule(EntityKey row) {
        scheduled.put(row, current == null ? new DeletionOperation() : current);
    }

    /** The operation that deletes a row; one of its own if none took it. */
    public DeletionOperation operationOf(EntityKey row) {
        var known = scheduled.get(row);
        if (known == null) {
            known = current == null ? new DeletionOperation() : current;
            scheduled.put(row, known);
        }
        return known;
    }

    /** Forgets a row whose mark is written; answers the operation that deleted it. */
    public DeletionOperation written(EntityKey row) {
        var operation = operationOf(row);
        scheduled.remove(row);
        return operation;
    }

    /** The operation of one execution of a statement that marks many rows. */
    public DeletionOperation operationOf(Object statementExecution) {
        if (execution != statementExecution || executed == null) {
            execution = statementExecution;
            executed = current == null ? new DeletionOperation() : current;
        }
        return executed;
    }

    /** Keeps the removal of a collection's rows until it is known whether their owner is deleted or updated. */
    public void postpone(Runnable removal) {
        postponed.add(removal);
    }

    /** Does what was postponed: the owner is updated. */
    public void runPostponed() {
        var due = List.copyOf(postponed);
        postponed.clear();
        due.forEach(Runnable::run);
    }

    /** Drops what was postponed: the owner is deleted and keeps its rows. */
    public void dropPostponed() {
        postponed.clear();
    }
}
