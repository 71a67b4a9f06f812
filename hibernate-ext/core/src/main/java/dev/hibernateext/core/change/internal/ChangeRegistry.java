/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.ChangeFailureHandler;
import dev.hibernateext.core.change.ChangeInterest;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The listeners of one factory. Safe for use by many threads. */
public final class ChangeRegistry implements Changes {

    /** Replaced, never changed. */
    private volatile Listeners listeners = Listeners.NONE;

    private volatile ChangeFailureHandler failureHandler = new FailureLog();

    private final MappedEntities entities;

    private final Consumer<? super ChangeRegistry> onFirstUse;
    private boolean used;

    /**
     * @param entities those of the factory
     * @param onFirstUse called before the first listener is registered, so that capture costs nothing where nobody ever
     *     listens; never by two threads at once
     */
    public ChangeRegistry(MappedEntities entities, Consumer<? super ChangeRegistry> onFirstUse) {
        this.entities = entities;
        this.onFirstUse = onFirstUse;
    }

    MappedEntities entities() {
        return entities;
    }

    @Override
    public Registration register(ChangeInterest interest, ChangeListener listener) {
        var subscription = new Subscription(interest, listener);
        add(subscription);
        return () -> remove(subscription);
    }

    private synchronized void add(Subscription subscription) {
        if (!used) {
            onFirstUse.accept(this);
            used = true;
        }
        var all = new ArrayList<>(listeners.subscriptions());
        all.add(subscription);
        all.sort(Comparator.comparingInt(Subscription::order));
        listeners = Listeners.of(all);
    }

    private synchronized void remove(Subscription subscription) {
        subscription.close();
        listeners = Listeners.of(without(subscription));
    }

    private List<Subscription> without(Subscription subscription) {
        return listeners.subscriptions().stream()
                .filter(other -> other != subscription)
                .toList();
    }

    @Override
    public void onFailure(ChangeFailureHandler handler) {
        failureHandler = handler;
    }

    /** The listeners of now; {@link Listeners#NONE} if there are none, which costs one volatile read. */
    public Listeners listeners() {
        return listeners;
    }

    /** Tells the handler of a failure after completion; whatever it does itself, nothing is thrown. */
    public void failed(ChangeListener listener, Throwable failure) {
        var handler = failureHandler;
        try {
            handler.failed(listener, failure);
        } catch (Throwable handlerFailure) {
            FailureLog.handlerFailed(handler, handlerFailure);
        }
    }
}
