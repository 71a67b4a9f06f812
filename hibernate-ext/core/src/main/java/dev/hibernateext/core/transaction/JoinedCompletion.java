/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import static dev.hibernateext.core.transaction.TransactionOutcome.COMMITTED;
import static dev.hibernateext.core.transaction.TransactionOutcome.ROLLED_BACK;
import static dev.hibernateext.core.transaction.TransactionOutcome.UNKNOWN;

import dev.hibernateext.core.transaction.internal.CommitWatch;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Waits for the end of a transaction somebody else began, to keep it from committing half of a unit of work and to call back. */
final class JoinedCompletion implements Synchronization {

    private final ActiveTransaction joined;
    private final TransactionSlot slot;
    private final CommitWatch watch;

    private JoinedCompletion(ActiveTransaction joined, TransactionSlot slot) {
        this.joined = joined;
        this.slot = slot;
        this.watch = joined.watch();
    }

    static void observe(ActiveTransaction joined, TransactionSlot slot) {
        joined.watch().begun();
        var completion = new JoinedCompletion(joined, slot);
        joined.session().getTransactionCoordinator().getLocalSynchronizations().registerSynchronization(completion);
        slot.replace(joined);
    }

    @Override
    public void beforeCompletion() {
        if (joined.doom() != null && !joined.isRollbackRequested()) {
            throw UnexpectedRollbackException.after(joined.doom());
        }
        joined.requireNothingLost();
    }

    @Override
    public void afterCompletion(int status) {
        slot.replace(null);
        Companion.clear(joined.session());
        joined.callbacks().run(outcome(status));
    }

    private TransactionOutcome outcome(int status) {
        if (status == Status.STATUS_COMMITTED) {
            return COMMITTED;
        }
        return watch.ending() == CommitWatch.Ending.UNKNOWN ? UNKNOWN : ROLLED_BACK;
    }
}
