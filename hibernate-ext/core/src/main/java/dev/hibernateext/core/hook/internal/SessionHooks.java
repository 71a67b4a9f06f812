/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.hook.EntityWrite.Operation;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;

/** What a session remembers between the before hooks of a flush, its statements and the after hooks. */
public final class SessionHooks {

    private final HookRegistry registry;
    private final Queue<WriteOfEntity> written = new ArrayDeque<>(0);
    private boolean draining;

    private final Map<Operation, Approvals> approvals = new EnumMap<>(Operation.class);

    /** For a session of the factory with these hooks. */
    public SessionHooks(HookRegistry registry) {
        this.registry = registry;
    }

    /** What the before hooks of an operation have approved. */
    public Approvals approvals(Operation operation) {
        return approvals.computeIfAbsent(operation, key -> new Approvals());
    }

    /** A flush begins: what a failed one left behind is void. */
    public void beginFlush() {
        if (!draining) {
            written.clear();
        }
    }

    /** Something was written in a flush; its after hooks wait for the end of it. */
    public void enqueue(WriteOfEntity write) {
        written.add(write);
    }

    /** Runs the after hooks of what a flush wrote. They may flush again; the after hooks of that come behind, not in between. */
    public void endFlush() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (var write = written.poll(); write != null; write = written.poll()) {
                registry.run(HookPhase.after(write.operation()), write);
            }
        } finally {
            draining = false;
        }
    }
}
