/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

/** What a revision did to an entity. */
public enum RevisionKind {
    /** It was inserted, also where an entity with the same id had been deleted for good before. */
    CREATED,
    /** Attributes or collections changed. */
    UPDATED,
    /** It was deleted for good. */
    DELETED,
    /** It went into the trash. */
    SOFT_DELETED,
    /** It came back from the trash. */
    RESTORED
}
