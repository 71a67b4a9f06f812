/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.repository.patch;

import org.jspecify.annotations.Nullable;

/** One value for one attribute. */
record Assignment(
        String path, AttributeSetter setter, @Nullable Object value) {

    void applyTo(Object target) {
        setter.set(target, value);
    }

    @Override
    public String toString() {
        return path;
    }
}
