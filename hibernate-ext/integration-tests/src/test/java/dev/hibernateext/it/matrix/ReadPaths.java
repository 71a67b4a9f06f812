/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.stream.Stream;

/** The columns of the matrix that read. */
final class ReadPaths {

    static final List<ReadPath> ALL = Stream.of(EntityReads.ALL, QueryReads.ALL, StatelessReads.ALL, CacheReads.ALL)
            .flatMap(List::stream)
            .toList();

    private ReadPaths() {}
}
