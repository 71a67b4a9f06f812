/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

/**
 * One entity.
 *
 * @param entity its name
 * @param id its identifier
 */
public record HistoryKey(String entity, Object id) {

    /** The entity only. */
    @Override
    public String toString() {
        return "HistoryKey[" + entity + "]";
    }
}
