/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.internal.SessionState;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A hook of the end of a transaction, as a listener of its changes. */
sealed interface CommitHook extends ChangeListener {

    /** Runs ahead of the commit. */
    record Before(int order, BiConsumer<? super ChangeSet, ? super SharedSessionContract> hook) implements CommitHook {

        @Override
        public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
            if (SessionState.of((SharedSessionContractImplementor) session).isActive(Feature.HOOK)) {
                hook.accept(changes, session);
            }
        }
    }

    /** Runs behind a commit. */
    record AfterCommit(int order, Consumer<? super ChangeSet> hook) implements CommitHook {

        @Override
        public void afterCommit(ChangeSet changes) {
            hook.accept(changes);
        }
    }

    /** Runs behind a rollback. */
    record AfterRollback(int order, Consumer<? super ChangeSet> hook) implements CommitHook {

        @Override
        public void afterRollback(ChangeSet discarded) {
            hook.accept(discarded);
        }
    }
}
