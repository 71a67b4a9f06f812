/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.PendingBulk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hibernate.SharedSessionContract;

/** The hooks around statements that change rows without loading them. Reading takes no lock; changes replace all. */
public final class BulkHooks {

    private final Phase<PendingBulk> before = new Phase<>();
    private final Phase<BulkChange> after = new Phase<>();

    /** Whether there are none, which costs two volatile reads. */
    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    /** Runs the hooks in front of a statement. */
    public void before(BulkTarget target, SharedSessionContract session) {
        if (!before.isEmpty()) {
            before.run(target, target.pending(session));
        }
    }

    /** Runs the hooks behind a statement that affected as many rows. */
    public void after(BulkTarget target, int rowCount) {
        if (!after.isEmpty()) {
            after.run(target, target.executed(rowCount));
        }
    }

    HookRegistration registerBefore(Place place, Consumer<? super PendingBulk> hook) {
        return before.register(place, hook);
    }

    HookRegistration registerAfter(Place place, Consumer<? super BulkChange> hook) {
        return after.register(place, hook);
    }

    /**
     * Of a hook among others.
     *
     * @param type the type of entity it is for
     * @param order lower runs first
     * @param sequence decides between equal orders; unique in a factory
     */
    record Place(Class<?> type, int order, long sequence) {}

    private record BulkHook<T>(Place place, Consumer<? super T> hook) {

        static final Comparator<BulkHook<?>> ORDER = Comparator.<BulkHook<?>>comparingInt(
                        hook -> hook.place().order())
                .thenComparingLong(hook -> hook.place().sequence());
    }

    private static final class Phase<T> {

        private volatile List<BulkHook<T>> hooks = List.of();

        boolean isEmpty() {
            return hooks.isEmpty();
        }

        void run(BulkTarget target, T subject) {
            for (var hook : hooks) {
                if (target.mayAffect(hook.place().type())) {
                    hook.hook().accept(subject);
                }
            }
        }

        HookRegistration register(Place place, Consumer<? super T> hook) {
            var registered = new BulkHook<T>(place, hook);
            replace(all -> {
                all.add(registered);
                all.sort(BulkHook.ORDER);
                return all;
            });
            return () -> replace(all -> {
                all.remove(registered);
                return all;
            });
        }

        private synchronized void replace(UnaryOperator<List<BulkHook<T>>> change) {
            hooks = List.copyOf(change.apply(new ArrayList<>(hooks)));
        }
    }
}
