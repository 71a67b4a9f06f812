/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import java.util.List;
import java.util.stream.Stream;

/** The ways to write. */
final class WriteWays {

    static final List<WriteWay> ALL = Stream.of(InstanceWrites.ALL, StatementWrites.ALL, RepositoryWrites.ALL)
            .flatMap(List::stream)
            .toList();

    private WriteWays() {}
}
