/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.hook.EntityWrite.Operation;

/** When an entity hook runs. A further operation on rows (soft delete, restore) adds its two phases here. */
public enum HookPhase {
    BEFORE_CREATE,
    AFTER_CREATE,
    BEFORE_UPDATE,
    AFTER_UPDATE,
    BEFORE_UPSERT,
    AFTER_UPSERT,
    BEFORE_DELETE,
    AFTER_DELETE;

    /** The phase in front of an operation. */
    public static HookPhase before(Operation operation) {
        return switch (operation) {
            case CREATE -> BEFORE_CREATE;
            case UPDATE -> BEFORE_UPDATE;
            case UPSERT -> BEFORE_UPSERT;
            case DELETE -> BEFORE_DELETE;
        };
    }

    /** The phase behind an operation. */
    public static HookPhase after(Operation operation) {
        return switch (operation) {
            case CREATE -> AFTER_CREATE;
            case UPDATE -> AFTER_UPDATE;
            case UPSERT -> AFTER_UPSERT;
            case DELETE -> AFTER_DELETE;
        };
    }
}
