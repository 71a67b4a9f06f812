/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeRegistry;

/** Captures what transactions change. */
final class ChangeIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        boot.state().component(Changes.class, ChangeRegistry::new);
    }
}
