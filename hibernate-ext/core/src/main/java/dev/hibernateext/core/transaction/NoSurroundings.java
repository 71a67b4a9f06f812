/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.core.transaction;

import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Nobody else begins transactions that could be found. */
enum NoSurroundings implements Surroundings {
    INSTANCE;

    @Override
    public @Nullable Object marker() {
        return null;
    }

    @Override
    public @Nullable SessionImplementor session() {
        return null;
    }

    @Override
    public Suspension suspend() {
        return Suspension.NOTHING;
    }
}
