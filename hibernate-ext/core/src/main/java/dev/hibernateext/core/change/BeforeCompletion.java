/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change;

import java.util.function.BiConsumer;
import org.hibernate.SharedSessionContract;

/** A listener that only acts before completion. */
record BeforeCompletion(BiConsumer<? super ChangeSet, ? super SharedSessionContract> action) implements ChangeListener {

    @Override
    public void beforeCompletion(ChangeSet changes, SharedSessionContract session) {
        action.accept(changes, session);
    }
}
