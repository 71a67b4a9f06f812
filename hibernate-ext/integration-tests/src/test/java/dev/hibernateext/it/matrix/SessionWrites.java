/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.matrix;

import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.Hibernate;

/** Writes through a session. */
final class SessionWrites {

    static final WritePath MERGE_WITHOUT_STAMPS = WritePath.of(
                    "`merge` (copy without stamps)",
                    Effect.UPDATE,
                    Report.BOTH_IMAGES,
                    SessionWrites::mergeWithoutStamps)
            .checkingVersion();

    static final List<WritePath> ALL = List.of(
            WritePath.of(
                    "`persist`",
                    Effect.INSERT,
                    Report.BOTH_IMAGES,
                    bench -> bench.inSession(session -> session.persist(bench.newRow()))),
            WritePath.of(
                    "`merge` (new)",
                    Effect.INSERT,
                    Report.BOTH_IMAGES,
                    bench -> bench.inSession(session -> session.merge(bench.newRow()))),
            WritePath.of("`merge` (detached)", Effect.UPDATE, Report.BOTH_IMAGES, SessionWrites::merge)
                    .checkingVersion(),
            MERGE_WITHOUT_STAMPS,
            WritePath.of("update (flush)", Effect.UPDATE, Report.BOTH_IMAGES, SessionWrites::update)
                    .checkingVersion(),
            WritePath.of("collection (flush)", Effect.TAG, Report.BOTH_IMAGES, SessionWrites::tag)
                    .checkingVersion(),
            WritePath.of("`remove`", Effect.DELETE, Report.BOTH_IMAGES, SessionWrites::remove)
                    .checkingVersion(),
            WritePath.of(
                            WritePaths.OPTIMISTIC_INCREMENT,
                            Effect.NOTHING,
                            Report.BOTH_IMAGES,
                            bench -> increment(bench, LockModeType.OPTIMISTIC_FORCE_INCREMENT))
                    .checkingVersion(),
            WritePath.of(
                            WritePaths.PESSIMISTIC_INCREMENT,
                            Effect.NOTHING,
                            Report.BOTH_IMAGES,
                            bench -> increment(bench, LockModeType.PESSIMISTIC_FORCE_INCREMENT))
                    .checkingVersion());

    private SessionWrites() {}

    private static void merge(Bench bench) {
        merge(bench, bench.detached());
    }

    private static void mergeWithoutStamps(Bench bench) {
        merge(bench, bench.detachedWithoutStamps());
    }

    private static void merge(Bench bench, Row detached) {
        bench.meanwhile();
        detached.write(Bench.NEW_TEXT);
        bench.inSession(session -> session.merge(detached));
    }

    private static void update(Bench bench) {
        bench.inSession(session -> {
            var row = session.find(bench.type(), bench.id());
            bench.meanwhile();
            row.write(Bench.NEW_TEXT);
        });
    }

    private static void tag(Bench bench) {
        bench.inSession(session -> {
            var row = session.find(bench.type(), bench.id());
            Hibernate.initialize(row.tags());
            bench.meanwhile();
            row.tags().add(Bench.NEW_TAG);
        });
    }

    private static void remove(Bench bench) {
        bench.inSession(session -> {
            var row = session.find(bench.type(), bench.id());
            bench.meanwhile();
            session.remove(row);
        });
    }

    private static void increment(Bench bench, LockModeType mode) {
        bench.inSession(session -> {
            var row = session.find(bench.type(), bench.id());
            bench.meanwhile();
            session.lock(row, mode);
        });
    }
}
