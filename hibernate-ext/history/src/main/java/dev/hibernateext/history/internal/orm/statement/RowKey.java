/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.internal.orm.statement;

/**
 * One row.
 *
 * @param entity the name of its entity, which may be a subclass of the one a statement names
 * @param id its identifier
 */
record RowKey(String entity, Object id) {

    /** The entity only. */
    @Override
    public String toString() {
        return "RowKey[%s]".formatted(entity);
    }
}
