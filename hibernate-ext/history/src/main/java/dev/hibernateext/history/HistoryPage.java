/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries, and the way on from them.
 *
 * @param items in the order asked for
 * @param next a token for {@link HistoryRequest#after}, or null if no entry followed
 */
public record HistoryPage(
        List<HistoryEntry> items, @Nullable String next) {

    /** Copies the entries. */
    public HistoryPage {
        items = List.copyOf(items);
    }
}
