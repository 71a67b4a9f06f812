/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.BiConsumer;

/** Writes through Jakarta Data repositories. */
final class RepositoryWrites {

    static final List<WritePath> ALL = List.of(
            WritePath.of(
                            "Jakarta Data `@Insert`",
                            Effect.INSERT,
                            Report.ONE_IMAGE,
                            bench -> write(bench, bench.newRow(), RowRepository::insert))
                    .onlyTo(Repositories::has),
            ofDetached("Jakarta Data `@Update`", Effect.UPDATE, Report.ONE_IMAGE, RowRepository::update),
            ofDetached("Jakarta Data `@Save`", Effect.UPDATE, Report.UPSERT, RowRepository::save),
            ofDetached("Jakarta Data `@Delete`", Effect.DELETE, Report.ONE_IMAGE, RowRepository::delete),
            WritePath.of(
                            "Jakarta Data `@Query` update",
                            Effect.UPDATE,
                            Report.STATEMENT,
                            bench -> bench.inStatelessSession(
                                    session -> Repositories.of(bench, session).rewrite(bench.id(), Bench.NEW_TEXT)))
                    .onlyTo(Repositories::has));

    private RepositoryWrites() {}

    private static WritePath ofDetached(
            String name, Effect effect, Report report, BiConsumer<RowRepository<Row>, Row> method) {
        return WritePath.of(name, effect, report, bench -> {
                    var row = bench.detached();
                    bench.meanwhile();
                    row.write(Bench.NEW_TEXT);
                    write(bench, row, method);
                })
                .checkingVersion()
                .onlyTo(Repositories::has);
    }

    private static void write(Bench bench, Row row, BiConsumer<RowRepository<Row>, Row> method) {
        bench.inStatelessSession(session -> method.accept(Repositories.of(bench, session), row));
    }
}
