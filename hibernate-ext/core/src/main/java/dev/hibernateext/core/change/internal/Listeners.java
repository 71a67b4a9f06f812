/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.MappedEntity;
import java.util.List;

/** The listeners at one moment, in the order in which they are called. Immutable. */
public final class Listeners {

    /** No listener at all. */
    public static final Listeners NONE = new Listeners(List.of());

    private final List<Subscription> subscriptions;
    private final boolean before;

    private Listeners(List<Subscription> subscriptions) {
        this.subscriptions = subscriptions;
        this.before = subscriptions.stream().anyMatch(Subscription::actsBeforeCompletion);
    }

    static Listeners of(List<Subscription> subscriptions) {
        return subscriptions.isEmpty() ? NONE : new Listeners(List.copyOf(subscriptions));
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether any listener acts before completion. */
    boolean actBeforeCompletion() {
        return before;
    }

    /** Whether anybody wants changes of an entity. */
    public boolean want(MappedEntity entity) {
        for (var subscription : subscriptions) {
            if (subscription.concerns(entity)) {
                return true;
            }
        }
        return false;
    }

    /** Whether anybody wants a bulk change. */
    public boolean want(BulkChange change, MappedEntities entities) {
        for (var subscription : subscriptions) {
            if (subscription.concerns(change, entities)) {
                return true;
            }
        }
        return false;
    }
}
