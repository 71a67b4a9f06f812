/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.history.retention;

import dev.hibernateext.history.HistoryBackend;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.retention.DueRows.Found;
import dev.hibernateext.history.retention.DueRows.Sort;
import dev.hibernateext.history.retention.RetentionReport.Counts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;

/** One run over histories. */
final class PruneRun {

    private final ChunkWork work;
    private final int chunk;
    private final HistoryArchive archive;
    private long latest;

    PruneRun(ChunkWork work, int chunk, HistoryArchive archive) {
        this.work = work;
        this.chunk = chunk;
        this.archive = archive;
    }

    /** Refuses what is in no table that is known, before anything is written. */
    void check(Collection<String> roots) {
        var known = work.call(session -> tables(session).entities(session));
        roots.stream().filter(root -> !known.contains(root)).findFirst().ifPresent(root -> {
            throw NotRecordedException.inTables(root);
        });
    }

    /** Elements first, since they belong to whom the rows of their owners belong. */
    Counts type(String root, Instant until) {
        var horizon = work.call(session -> backend(session).revisionAt(session, root, until))
                .orElse(0L);
        latest = Math.max(latest, horizon);
        var count = work.call(session -> tables(session).of(session, root).size());
        long entries = 0;
        long elements = 0;
        long held = 0;
        for (var i = 0; i < count; i++) {
            var last = i == count - 1;
            for (var sort : Sort.values()) {
                var done = all(new Target(root, i, sort, horizon));
                entries += last ? done.deleted : 0;
                elements += last ? 0 : done.deleted;
                held += done.held;
            }
        }
        return new Counts(entries, elements, held);
    }

    /** Which rows of which table. */
    private record Target(String root, int table, Sort sort, long horizon) {}

    private record Done(long deleted, int held, int found) {}

    /** What is held stays in front, and is passed over. */
    private Done all(Target target) {
        var deleted = 0L;
        var held = 0;
        while (true) {
            var passed = held;
            var done = work.call(session -> chunk(session, target, passed));
            deleted += done.deleted;
            held += done.held;
            if (done.found < chunk) {
                return new Done(deleted, held, 0);
            }
        }
    }

    private Done chunk(StatelessSessionImplementor session, Target target, int passed) {
        var table = tables(session).of(session, target.root).get(target.table);
        var revisions = tables(session).revisions(session);
        if (target.sort == Sort.DELETED && table.keepsDeletions()) {
            return new Done(0, 0, 0);
        }
        var holds = HoldsInForce.read(session);
        var heldRevisions = holds.revisions(session, revisions);
        var found = new DueRows(table, target.horizon).list(session, target.sort, passed, chunk);
        var due = found.stream()
                .filter(row -> !heldRevisions.contains(row.revision().number())
                        && holds.on(target.root, row.id()).isEmpty())
                .toList();
        delete(session, table, due);
        return new Done(due.size(), found.size() - due.size(), found.size());
    }

    private void delete(StatelessSessionImplementor session, RetentionTable table, List<Found> due) {
        if (due.isEmpty()) {
            return;
        }
        archive.take(due.stream().map(row -> row.archived(table)).toList());
        MapRows.of(session, chunk).delete(due.stream().map(Found::row).toList());
    }

    /** Those nothing refers to any more, up to the latest horizon. */
    long revisions() {
        var deleted = 0L;
        while (true) {
            var done = work.call(session -> new EmptyRevisions(session, tables(session)).delete(latest, chunk));
            deleted += done;
            if (done < chunk) {
                return deleted;
            }
        }
    }

    static HistoryBackend backend(SharedSessionContractImplementor session) {
        return session.getFactory().getServiceRegistry().requireService(HistoryBackend.class);
    }

    static RetentionTables tables(SharedSessionContractImplementor session) {
        var services = session.getFactory().getServiceRegistry();
        if (services.locateServiceBinding(RetentionTables.class) == null) {
            throw NotRecordedException.anywhere();
        }
        return services.requireService(RetentionTables.class);
    }
}
