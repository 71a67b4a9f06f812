/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.context.ContextSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.SharedSessionContract;

/** Tells listeners of changes, each of what concerns it. */
final class Telling {

    private final ChangeRegistry registry;
    private final Listeners listeners;

    private Telling(ChangeRegistry registry, Listeners listeners) {
        this.registry = registry;
        this.listeners = listeners;
    }

    static Telling to(ChangeRegistry registry, Listeners listeners) {
        return new Telling(registry, listeners);
    }

    ChangeSet changeSet(List<Change> changes, boolean transactional, ContextSource contexts) {
        return new ChangeSet(contexts.current(), transactional, changes);
    }

    void beforeCompletion(List<Change> changes, ContextSource contexts, SharedSessionContract session) {
        if (!changes.isEmpty()) {
            var set = changeSet(changes, true, contexts);
            listeners.subscriptions().stream()
                    .filter(Subscription::actsBeforeCompletion)
                    .forEach(one -> tell(one, set, (listener, part) -> listener.beforeCompletion(part, session)));
        }
    }

    void committed(List<Change> changes, boolean transactional, ContextSource contexts) {
        afterwards(changes, transactional, contexts, ChangeListener::afterCommit);
    }

    void rolledBack(List<Change> changes, ContextSource contexts) {
        afterwards(changes, true, contexts, ChangeListener::afterRollback);
    }

    private void afterwards(
            List<Change> changes,
            boolean transactional,
            ContextSource contexts,
            BiConsumer<ChangeListener, ChangeSet> call) {
        if (!changes.isEmpty()) {
            var set = new ChangeSet(FailureLog.guarded(contexts), transactional, changes);
            listeners.subscriptions().forEach(one -> tellGuarded(one, set, call));
        }
    }

    private void tellGuarded(Subscription one, ChangeSet set, BiConsumer<ChangeListener, ChangeSet> call) {
        try {
            tell(one, set, call);
        } catch (Throwable failure) {
            registry.failed(one.listener(), failure);
        }
    }

    private void tell(Subscription one, ChangeSet set, BiConsumer<ChangeListener, ChangeSet> call) {
        if (one.isClosed()) {
            return;
        }
        var part = one.concerning(set, registry.entities());
        if (!part.changes().isEmpty()) {
            call.accept(one.listener(), part);
        }
    }
}
