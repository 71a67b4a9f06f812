/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.hook.internal;

import dev.hibernateext.core.hook.EntityWrite.Operation;

/** When an entity hook runs. A further operation on rows adds its two phases here. */
public enum HookPhase {
    BEFORE_CREATE,
    AFTER_CREATE,
    BEFORE_UPDATE,
    AFTER_UPDATE,
    BEFORE_UPSERT,
    AFTER_UPSERT,
    BEFORE_DELETE,
    AFTER_DELETE,
    BEFORE_SOFT_DELETE,
    AFTER_SOFT_DELETE,
    BEFORE_RESTORE,
    AFTER_RESTORE;

    /** The phase in front of an operation. */
    public static HookPhase before(Operation operation) {
        return switch (operation) {
            case CREATE -> BEFORE_CREATE;
            case UPDATE -> BEFORE_UPDATE;
            case UPSERT -> BEFORE_UPSERT;
            case DELETE -> BEFORE_DELETE;
            case SOFT_DELETE -> BEFORE_SOFT_DELETE;
            case RESTORE -> BEFORE_RESTORE;
        };
    }

    /** The phase behind an operation. */
    public static HookPhase after(Operation operation) {
        return switch (operation) {
            case CREATE -> AFTER_CREATE;
            case UPDATE -> AFTER_UPDATE;
            case UPSERT -> AFTER_UPSERT;
            case DELETE -> AFTER_DELETE;
            case SOFT_DELETE -> AFTER_SOFT_DELETE;
            case RESTORE -> AFTER_RESTORE;
        };
    }
}
