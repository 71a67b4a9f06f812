/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

/**
 * Told about callbacks that fail after their transaction has completed. The transaction is not affected any more, so the
 * failure never reaches its caller.
 */
@FunctionalInterface
public interface CallbackFailureHandler {

    /**
     * Handles a failure. What this method throws is dropped, after the default handler has logged it.
     *
     * @param outcome how the transaction ended
     * @param failure what the callback threw
     */
    void handle(TransactionOutcome outcome, Throwable failure);
}
