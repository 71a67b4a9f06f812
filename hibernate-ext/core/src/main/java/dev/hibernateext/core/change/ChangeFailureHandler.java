/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

/** Told when a {@link ChangeListener} fails after a transaction was completed. Called by many threads. */
@FunctionalInterface
public interface ChangeFailureHandler {

    /**
     * A listener failed. What this method throws is logged and goes no further.
     *
     * @param listener the listener
     * @param failure what it threw; its message may hold values
     */
    void failed(ChangeListener listener, Throwable failure);
}
