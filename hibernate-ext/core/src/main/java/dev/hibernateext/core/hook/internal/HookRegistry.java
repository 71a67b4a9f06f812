/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.change.ChangeInterest;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import dev.hibernateext.core.hook.EntityHooks;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.Hooks;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The hooks of one factory. Safe for use by many threads. */
public final class HookRegistry implements Hooks {

    private final Map<HookPhase, PhaseHooks> phases = new EnumMap<>(HookPhase.class);
    private final Set<HookPhase> used = EnumSet.noneOf(HookPhase.class);
    private final BulkHooks bulk = new BulkHooks();
    private final AtomicLong sequence = new AtomicLong();
    private final BiConsumer<? super HookRegistry, ? super HookPhase> onFirstUse;
    private final Supplier<? extends Changes> changes;

    /**
     * @param onFirstUse called before the first hook of each phase is registered, so that a phase nobody uses costs nothing;
     *     never by two threads at once
     * @param changes where the hooks of commit and rollback are registered; asked when the first one comes
     */
    public HookRegistry(
            BiConsumer<? super HookRegistry, ? super HookPhase> onFirstUse, Supplier<? extends Changes> changes) {
        this.onFirstUse = onFirstUse;
        this.changes = changes;
        for (var phase : HookPhase.values()) {
            phases.put(phase, new PhaseHooks());
        }
    }

    @Override
    public <E> EntityHooks<E> on(Class<E> type) {
        return new TypedHooks<>(this, type, 0);
    }

    @Override
    public EntityHooks<Object> onAll() {
        return on(Object.class);
    }

    /** Those around statements that change rows without loading them. */
    public BulkHooks bulk() {
        return bulk;
    }

    /** Whether a phase has hooks for a type of entity. */
    public boolean has(HookPhase phase, Class<?> entityType) {
        return !of(phase).hooksFor(entityType).isEmpty();
    }

    /** Runs the hooks of a phase for a write. */
    public void run(HookPhase phase, WriteOfEntity write) {
        for (var hook : of(phase).hooksFor(write.entityType())) {
            hook.hook().accept(write);
        }
    }

    HookRegistration register(List<HookPhase> of, RegisteredHook hook) {
        of.forEach(this::use);
        of.forEach(phase -> of(phase).add(hook));
        return () -> of.forEach(phase -> of(phase).remove(hook));
    }

    HookRegistration register(Class<?> type, ChangeListener listener) {
        return changes.get().register(ChangeInterest.entities(type), listener)::close;
    }

    void failed(ChangeListener listener, Throwable failure) {
        if (changes.get() instanceof ChangeRegistry registry) {
            registry.failed(listener, failure);
        }
    }

    long nextSequence() {
        return sequence.getAndIncrement();
    }

    private synchronized void use(HookPhase phase) {
        if (!used.contains(phase)) {
            onFirstUse.accept(this, phase);
            used.add(phase);
        }
    }

    private PhaseHooks of(HookPhase phase) {
        var hooks = phases.get(phase);
        if (hooks == null) {
            throw new IllegalStateException("No hooks for phase " + phase);
        }
        return hooks;
    }
}
