/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeLoopException;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.internal.SessionState;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What the current transaction has changed so far. Sessions that share a transaction share one buffer, so that it is told
 * once. Belongs to the thread of its sessions.
 */
public final class ChangeBuffer {

    /** More rounds than any chain of listeners needs that come to rest. */
    private static final int MOST_ROUNDS = 32;

    private final SessionState owner;
    private final ChangeRegistry registry;
    private final List<Change> history = new ArrayList<>();
    private final TransactionObserver begin = new Begin();
    private Listeners listeners = Listeners.NONE;
    private boolean active;
    private boolean awaitingCompletion;
    private int told;

    private ChangeBuffer(SessionState owner) {
        this.owner = owner;
        this.registry = (ChangeRegistry) Changes.of(owner.session().getFactory());
    }

    /** The buffer for what a session does, made on first use. */
    public static ChangeBuffer of(SharedSessionContractImplementor session) {
        return ownerOf(session).attachment(ChangeBuffer.class, ChangeBuffer::new);
    }

    private static @Nullable ChangeBuffer find(SharedSessionContractImplementor session) {
        return ownerOf(session).findAttachment(ChangeBuffer.class);
    }

    /** The session that opened the connection, which its child sessions share with it. */
    private static SessionState ownerOf(SharedSessionContractImplementor session) {
        return SessionState.of(
                (SharedSessionContractImplementor) session.getJdbcCoordinator().getJdbcSessionOwner());
    }

    /** Who is told of the current transaction: those who listened when it first wrote. */
    public Listeners listeners() {
        return active ? listeners : registry.listeners();
    }

    /** Takes a change into the current transaction; outside any transaction it is told at once. */
    public void add(Change change, SharedSessionContractImplementor session) {
        if (Joining.isJoined(session)) {
            begin(session);
            history.add(change);
        } else {
            Telling.to(registry, registry.listeners())
                    .committed(List.of(change), false, owner.factory().contexts());
        }
    }

    /** Puts another change in the place of the last one, if that is still the last. */
    public boolean replaceLast(Change last, Change replacement) {
        var place = history.size() - 1;
        if (place < 0 || history.get(place) != last) {
            return false;
        }
        history.set(place, replacement);
        return true;
    }

    private void begin(SharedSessionContractImplementor session) {
        if (!active) {
            active = true;
            listeners = registry.listeners();
            var coordinator = owner.session().getTransactionCoordinator();
            coordinator.addObserver(begin);
            coordinator.getLocalSynchronizations().registerSynchronization(new Outcome());
        }
        if (!awaitingCompletion && listeners.actBeforeCompletion()) {
            awaitingCompletion = true;
            BeforeCompletionCallback callback = this::beforeCompletion;
            session.getTransactionCompletionCallbacks().registerCallback(callback);
        }
    }

    private void beforeCompletion(SharedSessionContractImplementor session) {
        try {
            tellUntilStable(session);
        } finally {
            awaitingCompletion = false;
        }
    }

    private void tellUntilStable(SharedSessionContractImplementor session) {
        var telling = Telling.to(registry, listeners);
        for (int round = 0; told < history.size(); round++) {
            var news = Coalescing.reduce(history.subList(told, history.size()));
            told = history.size();
            if (round == MOST_ROUNDS) {
                throw ChangeLoopException.after(
                        round, telling.changeSet(news, true, owner.factory().contexts()));
            }
            telling.beforeCompletion(news, owner.factory().contexts(), session);
            flush(session);
        }
    }

    /** Otherwise what a listener persisted would be lost, for the flush of the commit is over. */
    private static void flush(SharedSessionContractImplementor session) {
        if (session.isEventSource() && session.getHibernateFlushMode() != FlushMode.MANUAL) {
            session.flush();
        }
    }

    private void completed(boolean committed) {
        try {
            tellOutcome(committed);
        } catch (Throwable failure) {
            FailureLog.tellingFailed(failure);
        }
    }

    private void tellOutcome(boolean committed) {
        var telling = Telling.to(registry, listeners);
        var past = List.copyOf(history);
        clear();
        var changes = Coalescing.reduce(past);
        if (committed) {
            telling.committed(changes, true, owner.factory().contexts());
        } else {
            telling.rolledBack(changes, owner.factory().contexts());
        }
    }

    private void clear() {
        owner.session().getTransactionCoordinator().removeObserver(begin);
        history.clear();
        listeners = Listeners.NONE;
        active = false;
        awaitingCompletion = false;
        told = 0;
    }

    /** How far the current transaction has come, to go back to after a rollback to a savepoint set at the same moment. */
    public static Mark mark(SharedSessionContractImplementor session) {
        var buffer = find(session);
        return new Mark(buffer == null ? 0 : buffer.history.size());
    }

    /** Forgets what the current transaction changed since a mark. */
    public static void rollbackTo(Mark mark, SharedSessionContractImplementor session) {
        var buffer = find(session);
        if (buffer != null) {
            buffer.forgetSince(mark.position());
        }
    }

    private void forgetSince(int position) {
        history.subList(Math.min(position, history.size()), history.size()).clear();
        told = Math.min(told, history.size());
    }

    /**
     * A moment of one transaction.
     *
     * @param position how many changes there were
     */
    public record Mark(int position) {}

    /**
     * Hears of the outcome. A local synchronization is told before the session's own callbacks after completion, one of
     * which may fail and leave the others waiting for the next transaction, and nothing it throws reaches the caller.
     */
    private final class Outcome implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (isUnknown(status)) {
                FailureLog.commitGotNoAnswer(history.size());
                clear();
            } else {
                completed(status == Status.STATUS_COMMITTED);
            }
        }

        /** Under a transaction manager, Hibernate calls every rollback unknown. */
        private boolean isUnknown(int status) {
            return (status == Status.STATUS_UNKNOWN && !Joining.isManaged(owner.session()))
                    || (status != Status.STATUS_COMMITTED && owner.isOutcomeUnknown());
        }
    }

    /** Makes sure that a transaction never inherits changes of one whose end nobody told. There only while changes are. */
    private final class Begin implements TransactionObserver {

        @Override
        public void afterBegin() {
            if (active) {
                FailureLog.outcomeUnknown(history.size());
                clear();
            }
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {}
    }
}
