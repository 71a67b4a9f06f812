/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_CREATE;
import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_DELETE;
import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_RESTORE;
import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_SOFT_DELETE;
import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_UPDATE;
import static dev.hibernateext.core.hook.internal.HookPhase.AFTER_UPSERT;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_CREATE;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_DELETE;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_RESTORE;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_SOFT_DELETE;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_UPDATE;
import static dev.hibernateext.core.hook.internal.HookPhase.BEFORE_UPSERT;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.hook.EntityHooks;
import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.PendingBulk;
import dev.hibernateext.core.hook.PendingWrite;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;

/** Registers hooks for one type with one order. */
record TypedHooks<E>(HookRegistry registry, Class<E> type, int orderAmongHooks) implements EntityHooks<E> {

    @Override
    public EntityHooks<E> order(int order) {
        return new TypedHooks<>(registry, type, order);
    }

    @Override
    public HookRegistration beforeCreate(Consumer<? super PendingWrite<E>> hook) {
        return register(hook, BEFORE_CREATE);
    }

    @Override
    public HookRegistration afterCreate(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_CREATE);
    }

    @Override
    public HookRegistration beforeUpdate(Consumer<? super PendingWrite<E>> hook) {
        return register(hook, BEFORE_UPDATE);
    }

    @Override
    public HookRegistration afterUpdate(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_UPDATE);
    }

    @Override
    public HookRegistration beforeUpsert(Consumer<? super PendingWrite<E>> hook) {
        return register(hook, BEFORE_UPSERT);
    }

    @Override
    public HookRegistration afterUpsert(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_UPSERT);
    }

    @Override
    public HookRegistration beforeSave(Consumer<? super PendingWrite<E>> hook) {
        return register(hook, BEFORE_CREATE, BEFORE_UPDATE, BEFORE_UPSERT);
    }

    @Override
    public HookRegistration afterSave(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_CREATE, AFTER_UPDATE, AFTER_UPSERT);
    }

    @Override
    public HookRegistration beforeDelete(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, BEFORE_DELETE, BEFORE_SOFT_DELETE);
    }

    @Override
    public HookRegistration afterDelete(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_DELETE, AFTER_SOFT_DELETE);
    }

    @Override
    public HookRegistration beforeSoftDelete(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, BEFORE_SOFT_DELETE);
    }

    @Override
    public HookRegistration afterSoftDelete(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_SOFT_DELETE);
    }

    @Override
    public HookRegistration beforeRestore(Consumer<? super PendingWrite<E>> hook) {
        return register(hook, BEFORE_RESTORE);
    }

    @Override
    public HookRegistration afterRestore(Consumer<? super EntityWrite<E>> hook) {
        return register(hook, AFTER_RESTORE);
    }

    @Override
    public HookRegistration beforeBulk(Consumer<? super PendingBulk> hook) {
        return registry.bulk().registerBefore(place(), hook);
    }

    @Override
    public HookRegistration afterBulk(Consumer<? super BulkChange> hook) {
        return registry.bulk().registerAfter(place(), hook);
    }

    private BulkHooks.Place place() {
        return new BulkHooks.Place(type, orderAmongHooks, registry.nextSequence());
    }

    @Override
    public HookRegistration beforeCommit(BiConsumer<? super ChangeSet, ? super SharedSessionContract> hook) {
        return registry.register(type, new CommitHook.Before(orderAmongHooks, hook));
    }

    @Override
    public HookRegistration afterCommit(Consumer<? super ChangeSet> hook) {
        return registry.register(type, new CommitHook.AfterCommit(orderAmongHooks, hook));
    }

    @Override
    public HookRegistration afterCommit(Executor executor, Consumer<? super ChangeSet> hook) {
        return afterCommit(new AsyncHook(registry, executor, hook));
    }

    @Override
    public HookRegistration afterRollback(Consumer<? super ChangeSet> hook) {
        return registry.register(type, new CommitHook.AfterRollback(orderAmongHooks, hook));
    }

    @Override
    public HookRegistration afterRollback(Executor executor, Consumer<? super ChangeSet> hook) {
        return afterRollback(new AsyncHook(registry, executor, hook));
    }

    /** The cast is safe: a hook only meets writes of entities its type accepts. */
    @SuppressWarnings("unchecked")
    private HookRegistration register(Consumer<? super PendingWrite<E>> hook, HookPhase... phases) {
        var untyped = (Consumer<? super WriteOfEntity>) (Consumer<?>) hook;
        return registry.register(
                List.of(phases), new RegisteredHook(type, orderAmongHooks, registry.nextSequence(), untyped));
    }
}
