/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Whether what a session writes belongs to a transaction. */
public final class Joining {

    private Joining() {}

    /**
     * Whether a session takes part in a transaction. A stateless session does not notice by itself that a transaction manager
     * began one after the session was opened; it joins here, as a session does whenever it is used.
     */
    public static boolean isJoined(SharedSessionContractImplementor session) {
        var coordinator = session.getTransactionCoordinator();
        if (!coordinator.isJoined()) {
            coordinator.pulse();
        }
        return coordinator.isJoined();
    }

    /** Whether transactions are those of a transaction manager. */
    static boolean isManaged(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator()
                .getTransactionCoordinatorBuilder()
                .isJta();
    }
}
