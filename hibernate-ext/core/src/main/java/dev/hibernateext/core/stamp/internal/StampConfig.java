/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.stamp.internal;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.internal.FactoryState;
import dev.hibernateext.core.internal.Settings;

/** The stamp settings of one factory. */
public record StampConfig(MissingActor missingActor, String systemActor, Preset preset, Changed changed) {

    /** What a write without an actor stores. */
    public enum MissingActor {
        LEAVE_EMPTY,
        SYSTEM,
        FAIL
    }

    /** What happens to stamps set before the insert. */
    public enum Preset {
        REPLACE,
        KEEP,
        REJECT
    }

    /** What happens to creation stamps changed after the insert. */
    public enum Changed {
        REJECT,
        RESTORE
    }

    /** The settings of a factory, read when it is built. */
    public static StampConfig of(FactoryState factory) {
        return factory.component(StampConfig.class, () -> read(factory.settings()));
    }

    private static StampConfig read(Settings settings) {
        return new StampConfig(
                settings.choice(CoreSettings.STAMP_MISSING_ACTOR, MissingActor.class, MissingActor.LEAVE_EMPTY),
                settings.text(CoreSettings.STAMP_SYSTEM_ACTOR, "system"),
                settings.choice(CoreSettings.STAMP_PRESET, Preset.class, Preset.REPLACE),
                settings.choice(CoreSettings.STAMP_CHANGED, Changed.class, Changed.REJECT));
    }
}
