/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.fault;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.hook.HookRegistration;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.transaction.TransactionOutcome;
import dev.hibernateext.it.fault.FailedCallIT.Crate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;

/** What callbacks, hooks and a change listener are told of the end of transactions. */
final class Heard implements ChangeListener, AutoCloseable {

    private final List<TransactionOutcome> outcomes = new ArrayList<>();
    private final List<TransactionOutcome> hooks = new ArrayList<>();
    private final List<TransactionOutcome> changes = new ArrayList<>();
    private final List<HookRegistration> hookRegistrations = new ArrayList<>();
    private final Changes.Registration registration;

    Heard(SessionFactory factory) {
        var crates = Hooks.of(factory).on(Crate.class);
        hookRegistrations.add(crates.beforeSave(write -> {}));
        hookRegistrations.add(crates.afterCommit(set -> hooks.add(TransactionOutcome.COMMITTED)));
        hookRegistrations.add(crates.afterRollback(set -> hooks.add(TransactionOutcome.ROLLED_BACK)));
        registration = Changes.of(factory).register(this);
    }

    void callback(TransactionOutcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void afterCommit(ChangeSet set) {
        changes.add(TransactionOutcome.COMMITTED);
    }

    @Override
    public void afterRollback(ChangeSet discarded) {
        changes.add(TransactionOutcome.ROLLED_BACK);
    }

    List<TransactionOutcome> outcomes() {
        return outcomes;
    }

    List<TransactionOutcome> hooks() {
        return hooks;
    }

    List<TransactionOutcome> changes() {
        return changes;
    }

    void forget() {
        outcomes.clear();
        hooks.clear();
        changes.clear();
    }

    @Override
    public void close() {
        hookRegistrations.forEach(HookRegistration::close);
        registration.close();
    }

    @Override
    public String toString() {
        return "callbacks %s, hooks %s, listener %s".formatted(outcomes, hooks, changes);
    }
}
