/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.internal.orm;

import org.hibernate.event.service.spi.DuplicationStrategy;

/** Marks the library's event listeners, so that integrating twice registers them once. */
interface CoreListener {

    /** Keeps the listener that is there. */
    final class KeepOriginal implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof CoreListener && listener.getClass() == original.getClass();
        }

        @Override
        public Action getAction() {
            return Action.KEEP_ORIGINAL;
        }
    }
}
