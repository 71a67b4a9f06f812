/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SharedSessionContract;

/** Keeps what it is told. */
final class RecordingListener implements ChangeListener {

    final List<ChangeSet> before = new ArrayList<>();
    final List<ChangeSet> committed = new ArrayList<>();
    final List<ChangeSet> rolledBack = new ArrayList<>();

    @Override
    public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
        before.add(changes);
    }

    @Override
    public void afterCommit(ChangeSet changes) {
        committed.add(changes);
    }

    @Override
    public void afterRollback(ChangeSet discarded) {
        rolledBack.add(discarded);
    }

    ChangeSet only() {
        assertThat(committed).hasSize(1);
        return committed.get(0);
    }

    void clear() {
        before.clear();
        committed.clear();
        rolledBack.clear();
    }
}
