/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.hook;

import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.hook.EntityWrite;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.it.hook.HookOrderIT.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of random orders in every phase, and what they were called with. Each thing written is recorded by the first hook of its phase; that
 * the others follow, in their order and before the next thing, is checked on the way.
 */
final class HookCalls {

    private final Random random;
    private final List<Integer> orders;
    private final List<Integer> expected;
    private final List<HookRegistration> registrations = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final List<String> disorder = new ArrayList<>();

    /** The thing in each phase that some hooks have seen and others not, and how many have. */
    private final Map<String, Progress> open = new HashMap<>();

    private final Map<String, Runnable> planned = new HashMap<>();

    HookCalls(Random random) {
        this.random = random;
        this.orders = random.ints(1 + random.nextInt(3), -1, 2).boxed().toList();
        this.expected = IntStream.range(0, orders.size())
                .boxed()
                .sorted(Comparator.comparing(orders::get))
                .toList();
    }

    void registerOn(SessionFactory factory) {
        for (var number = 0; number < orders.size(); number++) {
            var hook = number;
            var hooks = Hooks.of(factory).on(Thing.class).order(orders.get(number));
            registrations.addAll(List.of(
                    hooks.beforeSave(write -> called(hook, "before", write)),
                    hooks.beforeDelete(write -> called(hook, "before", write)),
                    hooks.afterSave(write -> called(hook, "after", write)),
                    hooks.afterDelete(write -> called(hook, "after", write)),
                    hooks.beforeCommit((changes, session) -> called(hook, "beforeCommit", changes)),
                    hooks.afterCommit(changes -> called(hook, "afterCommit", changes)),
                    hooks.afterRollback(changes -> called(hook, "afterRollback", changes))));
        }
    }

    void close() {
        registrations.forEach(HookRegistration::close);
    }

    List<String> made() {
        return made;
    }

    /** Calls that came out of turn, and things that some hooks never saw though none of them failed. */
    List<String> disorder() {
        open.forEach((phase, progress) -> disorder.add(phase + " ended within " + progress.thing()));
        return disorder;
    }

    /** Lets one hook, any of them, do something when it is called so; with a phase alone, whatever the call is about. */
    void plan(String call, Runnable action) {
        planned.put(call + " #" + expected.get(random.nextInt(expected.size())), action);
    }

    /** The same for whatever thing the phase has after so many others. */
    void planAt(String phase, int count, Runnable action) {
        planned.put(phase + " at " + count + " #" + expected.get(random.nextInt(expected.size())), action);
    }

    int count(String phase) {
        return (int) made.stream().filter(call -> call.startsWith(phase + " ")).count();
    }

    private void called(int hook, String phase, EntityWrite<? extends Thing> write) {
        called(hook, phase, phase + " " + write.operation() + " " + write.id());
    }

    private void called(int hook, String phase, ChangeSet changes) {
        var kinds = new TreeMap<Object, Object>();
        changes.entities().forEach(change -> kinds.put(change.id(), change.kind()));
        called(hook, phase, phase + " " + kinds);
    }

    private void called(int hook, String phase, String thing) {
        var progress = open.getOrDefault(phase, new Progress(thing, 0));
        if (!progress.thing().equals(thing) || expected.get(progress.seen()) != hook) {
            disorder.add("hook %d at %s, %s of %s".formatted(hook, thing, progress, expected));
        }
        if (progress.seen() == 0) {
            made.add(thing);
        }
        if (progress.seen() + 1 == expected.size()) {
            open.remove(phase);
        } else {
            open.put(phase, new Progress(thing, progress.seen() + 1));
        }
        act(hook, phase, thing);
    }

    private void act(int hook, String phase, String thing) {
        run(phase, planned.remove(thing + " #" + hook));
        run(phase, planned.remove(phase + " #" + hook));
        run(phase, planned.remove(phase + " at " + count(phase) + " #" + hook));
    }

    private void run(String phase, @Nullable Runnable action) {
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            open.remove(phase);
            throw e;
        }
    }

    /**
     * A thing in the middle of its hooks.
     *
     * @param thing what they are called with
     * @param seen how many have been called
     */
    private record Progress(String thing, int seen) {}
}
