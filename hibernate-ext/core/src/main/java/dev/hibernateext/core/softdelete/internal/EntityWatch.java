/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.softdelete.internal;

import org.hibernate.persister.entity.EntityPersister;

/**
 * Whether anybody sees single entities as they are written: hooks, callbacks, and listeners that are not the library's, such as
 * those of Hibernate Envers. Statements for many rows would pass them by.
 */
public interface EntityWatch {

    /** Nobody does. */
    EntityWatch NOBODY = new EntityWatch() {
        @Override
        public boolean seesDelete(EntityPersister root) {
            return false;
        }

        @Override
        public boolean seesRestore(EntityPersister root) {
            return false;
        }
    };

    /** Whether anybody sees rows of a hierarchy that are deleted. */
    boolean seesDelete(EntityPersister root);

    /** Whether anybody sees rows of a hierarchy that are restored. */
    boolean seesRestore(EntityPersister root);
}
