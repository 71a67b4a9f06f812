/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.SessionFactory;

/**
 * Where listeners register for what the transactions of a factory change. Safe for use by many threads.
 *
 * <p>Changes are captured from every write of Hibernate: sessions and stateless sessions, HQL, criteria and native
 * statements. Not seen are increments of a version alone ({@code LockModeType.*_FORCE_INCREMENT}), JDBC used directly,
 * and what the database does by itself (cascades, triggers). A rollback to a JDBC savepoint is not seen either; {@code
 * Transactions} of this library takes care of its own.
 *
 * <pre>{@code
 * Changes.of(factory).register(ChangeInterest.entities(Invoice.class), ChangeListener.afterCommit(
 *         changes -> changes.of(Invoice.class).forEach(change -> index.refresh(change.id()))));
 * }</pre>
 *
 * <p>Where no listener was ever registered, Hibernate sends exactly what it sends without the library. From the first
 * registration on, it loads an entity that is removed through a reference, so that the change can tell what was removed.
 *
 * <p>Nothing is captured while {@code hibernate.ext.change.enabled} is false, nor in a session that switched {@code
 * Feature.CHANGE} off.
 */
public interface Changes {

    /**
     * The changes of a factory.
     *
     * @param factory an open session factory; a proxy of a container is unwrapped
     * @return the one registry of the factory
     */
    static Changes of(SessionFactory factory) {
        return FactoryState.of(factory).component(Changes.class, () -> {
            throw new IllegalStateException(
                    "The session factory is still being built: register change listeners when it is complete.");
        });
    }

    /**
     * Registers a listener for every change.
     *
     * @param listener the listener; registered twice, it is called twice
     * @return ends the registration when closed
     */
    default Registration register(ChangeListener listener) {
        return register(ChangeInterest.everything(), listener);
    }

    /**
     * Registers a listener for some changes. It is told of transactions whose first write comes later; one that has already
     * written may be missed or reported in part.
     *
     * @param interest what it wants to hear of
     * @param listener the listener; registered twice, it is called twice
     * @return ends the registration when closed
     */
    Registration register(ChangeInterest interest, ChangeListener listener);

    /**
     * Sets who is told of listeners that fail after completion. By default they are logged as a warning: the class of the
     * listener, the type of the exception and its stack, but no message, since messages may hold values.
     *
     * @param handler the handler, in place of the one before
     */
    void onFailure(ChangeFailureHandler handler);

    /** A listener that is registered until closed. */
    interface Registration extends AutoCloseable {

        /** Ends the registration: no call begins after this one returns. Closing twice does nothing. */
        @Override
        void close();
    }
}
