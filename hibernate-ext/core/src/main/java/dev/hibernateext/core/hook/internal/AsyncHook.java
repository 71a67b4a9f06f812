/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.context.Contexts;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Hands a hook to an executor, in the context of the transaction, and its failure to the handler of failures. */
record AsyncHook(HookRegistry registry, Executor executor, Consumer<? super ChangeSet> hook)
        implements Consumer<ChangeSet>, ChangeListener {

    @Override
    public void accept(ChangeSet changes) {
        executor.execute(() -> Contexts.run(changes.context(), () -> run(changes)));
    }

    private void run(ChangeSet changes) {
        try {
            hook.accept(changes);
        } catch (Throwable failure) {
            registry.failed(this, failure);
        }
    }
}
