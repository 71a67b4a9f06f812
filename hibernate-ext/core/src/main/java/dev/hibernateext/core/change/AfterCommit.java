/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.function.Consumer;

/** A listener that only acts after commits. */
record AfterCommit(Consumer<? super ChangeSet> action) implements ChangeListener {

    @Override
    public void afterCommit(ChangeSet changes) {
        action.accept(changes);
    }
}
