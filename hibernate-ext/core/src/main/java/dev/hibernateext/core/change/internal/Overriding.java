/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.change.internal;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import org.hibernate.SharedSessionContract;

/** Finds out what a listener overrides, so that a transaction does not pay for a phase nobody uses. */
final class Overriding {

    private Overriding() {}

    static boolean beforeCompletion(ChangeListener listener) {
        try {
            return listener.getClass()
                            .getMethod("beforeCompletion", ChangeSet.class, SharedSessionContract.class)
                            .getDeclaringClass()
                    != ChangeListener.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("ChangeListener declares the method", e);
        }
    }
}
