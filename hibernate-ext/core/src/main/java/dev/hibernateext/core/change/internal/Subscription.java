/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.ChangeInterest;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.MappedEntity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One registration. Compared by identity, for a listener may be registered twice. */
final class Subscription {

    private final ChangeInterest interest;
    private final ChangeListener listener;
    private final boolean before;
    private final int order;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Subscription(ChangeInterest interest, ChangeListener listener) {
        this.interest = interest;
        this.listener = listener;
        this.before = Overriding.beforeCompletion(listener);
        this.order = listener.order();
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    ChangeListener listener() {
        return listener;
    }

    int order() {
        return order;
    }

    boolean actsBeforeCompletion() {
        return before;
    }

    boolean concerns(MappedEntity entity) {
        return answers.computeIfAbsent(entity.name(), name -> interest.concerns(entity));
    }

    /** What of a set concerns this listener; the same set if all of it does. */
    ChangeSet concerning(ChangeSet set, MappedEntities entities) {
        var concerning = set.changes().stream()
                .filter(change -> concerns(change, entities))
                .toList();
        return concerning.size() == set.changes().size()
                ? set
                : new ChangeSet(set.context(), set.transactional(), concerning);
    }

    private boolean concerns(Change change, MappedEntities entities) {
        if (change instanceof EntityChange entityChange) {
            return concerns(entityChange.reference().entity());
        }
        if (change instanceof CollectionChange collectionChange) {
            return concerns(collectionChange.owner().entity());
        }
        return concerns((BulkChange) change, entities);
    }

    boolean concerns(BulkChange bulk, MappedEntities entities) {
        return !bulk.tablesKnown() || entities.touching(bulk.tables()).stream().anyMatch(this::concerns);
    }
}
