/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.SessionFactory;

/**
 * The hooks of one session factory. Safe for use by many threads; hooks may come and go while sessions are open.
 *
 * <pre>{@code
 * Hooks.of(factory).on(Invoice.class).beforeUpdate(invoice -> {
 *     if (invoice.isChanged("total") && invoice.entity().isSent()) {
 *         throw HookVetoException.because("a sent invoice keeps its total", invoice);
 *     }
 * });
 * }</pre>
 *
 * <p>In a session, the before hooks of all entities of a flush run before its first statement, and the after hooks of all of
 * them behind its last. What Hibernate writes at once (an insert whose id the database generates, everything in a stateless
 * session) has its hooks run around the one statement. A hook runs on the thread of the session, in its transaction.
 *
 * <p>A hook that throws stops what it was called for: the exception reaches the caller as it is (from {@code commit()} of a
 * factory built through Jakarta Persistence, as the cause of a {@code RollbackException}), and the transaction is marked to
 * roll back by a session. A stateless session does not mark it.
 */
public interface Hooks {

    /**
     * The hooks of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return the one registry of this factory
     */
    static Hooks of(SessionFactory factory) {
        return FactoryState.of(factory).component(Hooks.class, () -> {
            throw new IllegalStateException("The session factory was built without the integrator of this library.");
        });
    }

    /**
     * Hooks for entities of a type.
     *
     * @param type an entity class, mapped superclass or interface; its subtypes are seen too
     * @param <E> the type
     * @return where to register them, with order 0
     */
    <E> EntityHooks<E> on(Class<E> type);

    /**
     * Hooks for all entities, those mapped as dynamic models too.
     *
     * @return where to register them, with order 0
     */
    EntityHooks<Object> onAll();
}
