/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import java.util.List;

/** Takes what is about to leave a history. */
@FunctionalInterface
public interface HistoryArchive {

    /**
     * Takes a chunk, before it is deleted and in the transaction that deletes it. What was taken may come again where that transaction
     * fails afterwards: a row is known by table, revision and values.
     *
     * @param rows in the order of revisions
     */
    void take(List<ArchivedRow> rows);
}
