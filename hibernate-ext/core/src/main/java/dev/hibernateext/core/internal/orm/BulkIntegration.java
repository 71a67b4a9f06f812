/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

/** Collects the entities whose bulk statements are rewritten; comes after the features that say what is added. */
final class BulkIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var model = BulkModel.of(boot.state());
        boot.metadata().getEntityBindings().forEach(model::add);
    }
}
