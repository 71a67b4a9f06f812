/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.internal.ChildSessions;

/** Lets transactions open child sessions. */
final class TransactionIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        boot.state().component(ChildSessions.class, SharedConnectionSessions::new);
    }
}
