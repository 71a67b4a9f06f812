/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.testing.leak;

import org.jspecify.annotations.Nullable;

/**
 * The row an attack is aimed at.
 *
 * @param subject its entity
 * @param id of the row
 * @param copy a detached instance with that identifier, changed in one attribute if the entity has one that may change
 * @param rows of both tenants
 */
record Target(Subject subject, Object id, @Nullable Object copy, Rows rows) {

    Object detached() {
        if (copy == null) {
            throw new IllegalStateException("No detached instance of " + subject.name());
        }
        return copy;
    }

    TableRows stored() {
        return rows.stored();
    }
}
