/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.internal.ChangeRegistry;
import dev.hibernateext.core.change.internal.MappedEntities;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.hook.internal.HookRegistry;

/** Gives the factory its hooks. */
final class HookIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var hooks = boot.state().isEnabled(Feature.HOOK)
                ? wired(boot)
                : new HookRegistry((all, phase) -> {}, () -> new ChangeRegistry(MappedEntities.NONE, all -> {}));
        boot.state().component(Hooks.class, () -> hooks);
        var bulk = new BulkHookCalls(hooks.bulk(), EntityCatalog.of(boot));
        boot.state().component(BulkHookCalls.class, () -> bulk);
    }

    private static HookRegistry wired(Boot boot) {
        if (!boot.state().isEnabled(Feature.CHANGE)) {
            boot.factory().addObserver(new Displacement());
        }
        var wiring = new HookWiring(boot.listeners());
        return new HookRegistry(wiring::wire, () -> Changes.of(boot.factory()));
    }
}
