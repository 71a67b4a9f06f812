/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeRegistry;

/** Captures what transactions change. */
final class ChangeIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var catalog = EntityCatalog.of(boot);
        var enabled = boot.state().isEnabled(Feature.CHANGE);
        var wiring = new ChangeWiring(boot.listeners(), catalog);
        var registry = new ChangeRegistry(catalog, enabled ? wiring::wire : all -> {});
        boot.state().component(Changes.class, () -> registry);
        boot.state().component(NativeTables.class, () -> new NativeTables(catalog, boot.metadata()));
        if (enabled) {
            capture(boot, registry, catalog);
        }
    }

    private static void capture(Boot boot, ChangeRegistry registry, EntityCatalog catalog) {
        var queryCache = new StatelessQueryCache(boot.factory());
        if (queryCache.isOn()) {
            OutdatingListener.install(boot.listeners(), new OutdatingListener(queryCache, catalog));
        }
        var bulk = new BulkCapture(registry, catalog, queryCache);
        boot.state().component(BulkCapture.class, () -> bulk);
        boot.factory().addObserver(new Displacement());
    }
}
