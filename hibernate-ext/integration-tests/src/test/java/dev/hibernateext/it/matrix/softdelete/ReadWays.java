/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import java.util.List;
import java.util.stream.Stream;

/** The ways to read. */
final class ReadWays {

    static final List<ReadWay> ALL = Stream.of(
                    LoadReads.ALL,
                    QueryReads.WAYS,
                    AssociationReads.ALL,
                    ReferenceReads.WAYS,
                    CacheReads.ALL,
                    RepositoryReads.ALL)
            .flatMap(List::stream)
            .toList();

    private ReadWays() {}
}
