/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.StatelessSession;

/** Writes through a stateless session. */
final class StatelessWrites {

    static final WritePath UPDATE = ofDetached("`StatelessSession.update`", Effect.UPDATE, StatelessSession::update);

    static final WritePath UPSERT = WritePath.of(
                    "`upsert` (existing)",
                    Effect.UPDATE,
                    Report.UPSERT,
                    bench -> detached(bench, StatelessSession::upsert))
            .checkingVersion();

    static final List<WritePath> ALL = List.of(
            WritePath.of(
                    "`StatelessSession.insert`",
                    Effect.INSERT,
                    Report.ONE_IMAGE,
                    bench -> bench.inStatelessSession(session -> session.insert(bench.newRow()))),
            WritePath.of(
                    "`insertMultiple`",
                    Effect.INSERT,
                    Report.ONE_IMAGE,
                    bench -> bench.inStatelessSession(session -> session.insertMultiple(List.of(bench.newRow())))),
            UPDATE,
            ofDetached("`updateMultiple`", Effect.UPDATE, (session, row) -> session.updateMultiple(List.of(row))),
            ofDetached("`StatelessSession.delete`", Effect.DELETE, StatelessSession::delete),
            ofDetached("`deleteMultiple`", Effect.DELETE, (session, row) -> session.deleteMultiple(List.of(row))),
            WritePath.of(
                    "`upsert` (new)",
                    Effect.INSERT,
                    Report.UPSERT,
                    bench -> bench.inStatelessSession(session -> session.upsert(bench.newRow()))),
            UPSERT,
            WritePath.of(
                            "`upsertMultiple` (existing)",
                            Effect.UPDATE,
                            Report.UPSERT,
                            bench -> detached(bench, (session, row) -> session.upsertMultiple(List.of(row))))
                    .checkingVersion());

    private StatelessWrites() {}

    private static WritePath ofDetached(String name, Effect effect, BiConsumer<StatelessSession, Row> write) {
        return WritePath.of(name, effect, Report.ONE_IMAGE, bench -> detached(bench, write))
                .checkingVersion();
    }

    private static void detached(Bench bench, BiConsumer<StatelessSession, Row> write) {
        var row = bench.detached();
        bench.meanwhile();
        row.write(Bench.NEW_TEXT);
        bench.inStatelessSession(session -> write.accept(session, row));
    }
}
