/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import static dev.hibernateext.core.transaction.TransactionOutcome.ROLLED_BACK;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is to be done when one transaction completes. Belongs to the thread of the transaction. */
final class Callbacks {

    private final List<Entry> entries = new ArrayList<>(0);
    private final CallbackFailureHandler handler;

    Callbacks(CallbackFailureHandler handler) {
        this.handler = handler;
    }

    void add(Consumer<? super TransactionOutcome> callback) {
        entries.add(new Entry(callback, false));
    }

    int mark() {
        return entries.size();
    }

    /** Whatever becomes of the transaction, what was registered since the mark is told of a rollback. */
    void rollBackTo(int mark) {
        entries.subList(mark, entries.size()).replaceAll(entry -> new Entry(entry.callback, true));
    }

    /** Runs all of them once; callbacks that callbacks register run too. */
    void run(TransactionOutcome outcome) {
        for (var i = 0; i < entries.size(); i++) {
            run(entries.get(i), outcome);
        }
        entries.clear();
    }

    private void run(Entry entry, TransactionOutcome outcome) {
        var own = entry.undone ? ROLLED_BACK : outcome;
        try {
            entry.callback.accept(own);
        } catch (Throwable t) {
            report(own, t);
        }
    }

    /** Tells the handler of something that failed after the outcome was settled. */
    void report(TransactionOutcome outcome, Throwable failure) {
        try {
            handler.handle(outcome, failure);
        } catch (Throwable t) {
            CallbackFailureLog.INSTANCE.handle(outcome, failure);
            CallbackFailureLog.INSTANCE.handle(outcome, t);
        }
    }

    private record Entry(Consumer<? super TransactionOutcome> callback, boolean undone) {}
}
