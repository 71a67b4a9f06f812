/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix.softdelete;

import java.util.List;

/** Reads through a Jakarta Data repository. */
final class RepositoryReads {

    static final List<ReadWay> ALL = List.of(
            ReadWay.stateless(
                            "Jakarta Data `@Find`",
                            Expectation.OF_SCOPE,
                            (scene, session) -> Current.folders(session)
                                    .ofScene(scene.number())
                                    .size())
                    .onlyTo(shape -> shape.type() == Folder.class),
            ReadWay.stateless(
                            "Jakarta Data `@Query` select",
                            Expectation.OF_SCOPE,
                            (scene, session) -> Current.folders(session)
                                    .queried(scene.number())
                                    .size())
                    .onlyTo(shape -> shape.type() == Folder.class));

    private RepositoryReads() {}
}
