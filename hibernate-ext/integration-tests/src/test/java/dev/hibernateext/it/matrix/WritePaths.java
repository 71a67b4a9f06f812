/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.stream.Stream;

/** The columns of the matrix that write. */
final class WritePaths {

    static final String ON_CONFLICT = "HQL `insert … on conflict`";
    static final String NATIVE_UPDATE = "native SQL `update`";
    static final String OPTIMISTIC_INCREMENT = "`lock(OPTIMISTIC_FORCE_INCREMENT)`";
    static final String PESSIMISTIC_INCREMENT = "`lock(PESSIMISTIC_FORCE_INCREMENT)`";

    static final List<WritePath> ALL = Stream.of(
                    SessionWrites.ALL, StatelessWrites.ALL, StatementWrites.ALL, RepositoryWrites.ALL)
            .flatMap(List::stream)
            .toList();

    /** The writes that each way of reading is tried after. */
    static final List<WritePath> BEFORE_READS = List.of(
            SessionWrites.MERGE_WITHOUT_STAMPS,
            StatelessWrites.UPDATE,
            StatelessWrites.UPSERT,
            StatementWrites.HQL_UPDATE,
            StatementWrites.CRITERIA_UPDATE);

    private WritePaths() {}
}
