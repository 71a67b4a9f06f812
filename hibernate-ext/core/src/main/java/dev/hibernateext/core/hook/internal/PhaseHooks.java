/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The hooks of one phase. Reading takes no lock; changes replace all. */
final class PhaseHooks {

    private volatile Snapshot snapshot = Snapshot.of(List.of());

    boolean isEmpty() {
        return snapshot.all.isEmpty();
    }

    List<RegisteredHook> hooksFor(Class<?> entityType) {
        return snapshot.hooksFor(entityType);
    }

    void add(RegisteredHook hook) {
        replace(hooks -> {
            hooks.add(hook);
            hooks.sort(RegisteredHook.ORDER);
            return hooks;
        });
    }

    void remove(RegisteredHook hook) {
        replace(hooks -> {
            hooks.remove(hook);
            return hooks;
        });
    }

    private synchronized void replace(UnaryOperator<List<RegisteredHook>> change) {
        snapshot = Snapshot.of(List.copyOf(change.apply(new ArrayList<>(snapshot.all))));
    }

    private record Snapshot(List<RegisteredHook> all, Map<Class<?>, List<RegisteredHook>> byType) {

        static Snapshot of(List<RegisteredHook> all) {
            return new Snapshot(all, new ConcurrentHashMap<>());
        }

        List<RegisteredHook> hooksFor(Class<?> entityType) {
            return all.isEmpty() ? all : byType.computeIfAbsent(entityType, this::select);
        }

        private List<RegisteredHook> select(Class<?> entityType) {
            return all.stream().filter(hook -> hook.accepts(entityType)).toList();
        }
    }
}
