/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import dev.hibernateext.core.internal.FactoryState;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/** Who else may have begun a transaction on a thread. One per session factory; safe for use by many threads. */
sealed interface Surroundings permits NoSurroundings, ContainerSurroundings, JtaSurroundings {

    static Surroundings of(SessionFactoryImplementor factory) {
        return FactoryState.of(factory).component(Surroundings.class, () -> detect(factory));
    }

    private static Surroundings detect(SessionFactoryImplementor factory) {
        var registry = factory.getServiceRegistry();
        if (registry.requireService(TransactionCoordinatorBuilder.class).isJta()) {
            return new JtaSurroundings(factory);
        }
        return switch (String.valueOf(factory.getProperties().get("hibernate.current_session_context_class"))) {
            // Asking the context of a thread for its session would open one and leave it there.
            case "null", "thread", "jta" -> NoSurroundings.INSTANCE;
            default -> new ContainerSurroundings(factory);
        };
    }

    /** Tells the transactions of a thread apart that were begun by somebody else; null where there is none. */
    @Nullable
    Object marker();

    /** The session of the transaction somebody else began on this thread, if it is in progress. */
    @Nullable
    SessionImplementor session();

    /** Makes room for a new transaction on this thread. Closing gives the place back. */
    Suspension suspend();

    /** A transaction of somebody else that waits. */
    interface Suspension extends AutoCloseable {

        /** Nothing waits. */
        Suspension NOTHING = () -> {};

        @Override
        void close();
    }
}
