/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of a history are asked for.
 *
 * @param entity the name of the entity; its subclasses are part of it
 * @param id of one row, or null for all
 * @param filter what else they have in common
 * @param window which of them
 */
public record HistoryQuery(String entity, @Nullable Object id, HistoryFilter filter, Window window) {

    /**
     * Some entries in a row.
     *
     * @param oldestFirst whether the order is that of the revisions; otherwise the other way round
     * @param after the place behind which they are, or null for the beginning
     * @param limit how many at most
     */
    public record Window(boolean oldestFirst, @Nullable HistoryPosition after, int limit) {}

    /**
     * How many entries at most.
     *
     * @return the limit of the window
     */
    public int limit() {
        return window.limit;
    }
}
