/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.core.hook.internal.HookRegistry;

/** Gives the factory its hooks. */
final class HookIntegration implements FeatureIntegration {

    @Override
    public void integrate(Boot boot) {
        var enabled = boot.state().isEnabled(Feature.HOOK);
        var wiring = new HookWiring(boot.listeners());
        boot.state()
                .component(
                        Hooks.class,
                        () -> enabled ? new HookRegistry(wiring::wire) : new HookRegistry((all, phase) -> {}));
    }
}
