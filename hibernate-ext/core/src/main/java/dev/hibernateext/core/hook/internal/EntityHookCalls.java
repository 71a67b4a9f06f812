/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.hook.EntityWrite.Operation;
import dev.hibernateext.core.internal.SessionState;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

/** Calls the hooks of a factory at the right moment of a write. */
public final class EntityHookCalls {

    private final HookRegistry registry;

    /** For the hooks of a factory. */
    public EntityHookCalls(HookRegistry registry) {
        this.registry = registry;
    }

    /** Whether anybody wants to see what a session does to a type of entity. */
    public boolean isWanted(HookPhase phase, SharedSessionContractImplementor session, EntityPersister persister) {
        return registry.has(phase, persister.getMappedClass())
                && SessionState.of(session).isActive(Feature.HOOK);
    }

    /** Runs before hooks ahead of the flush, unless they have approved the same; whether they changed anything. */
    public boolean beforeFlush(WriteOfEntity write, EntityEntry entry) {
        var approvals = hooksOf(write.target().session()).approvals(write.operation());
        if (approvals.contain(write.target(), entry, write.state().current())) {
            return false;
        }
        registry.run(HookPhase.before(write.operation()), write);
        approvals.add(write.target(), entry, write.state().current());
        return write.isChanged();
    }

    /** Runs before hooks in front of the statement, unless they ran ahead of the flush. */
    public void beforeStatement(WriteOfEntity write) {
        if (!takeApproval(write.target(), write.operation())) {
            registry.run(HookPhase.before(write.operation()), write);
        }
    }

    private boolean takeApproval(WriteTarget target, Operation operation) {
        if (target.session() instanceof EventSource session) {
            var entry = session.getPersistenceContextInternal().getEntry(target.entity());
            return hooksOf(session).approvals(operation).take(entry);
        }
        return false;
    }

    /** Runs after hooks, at the end of the flush if there is one. */
    public void afterStatement(WriteOfEntity write) {
        if (write.target().session() instanceof EventSource session
                && session.getPersistenceContextInternal().isFlushing()) {
            hooksOf(session).enqueue(write);
        } else {
            registry.run(HookPhase.after(write.operation()), write);
        }
    }

    /** What a session remembers. */
    public SessionHooks hooksOf(SharedSessionContractImplementor session) {
        return SessionState.of(session).attachment(SessionHooks.class, state -> new SessionHooks(registry));
    }
}
