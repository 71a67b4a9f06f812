/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.examples.quickstart.store.Track;
import dev.hibernateext.history.AttributeChange;
import dev.hibernateext.history.EntityHistory;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.StateDiff;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Lets editors change a track whose history is recorded, tells what happened to it, and takes the mistake back. */
final class HistoryTour {

    private static final int TRACK = 2;

    private final SessionFactory sessions;
    private final SqlLog sql;
    private final Report report;

    HistoryTour(SessionFactory sessions, SqlLog sql, Report report) {
        this.sessions = sessions;
        this.sql = sql;
        this.report = report;
    }

    void walk() {
        report.section("What happened to track 2, told from its history");
        edit("nancy", "the summer sale", track -> track.setUnitPrice(new BigDecimal("0.79")));
        edit("andrew", "the band's own spelling", track -> track.setComposer("Accept"));
        edit("steve", null, track -> {
            track.setName("Bells to the Wall");
            track.setUnitPrice(new BigDecimal("7.90"));
        });
        var timeline = tellTimeline();
        var good = timeline.get(1).revision().number();
        tellDifference(good, timeline.get(0).revision().number());
        revert(good);
    }

    private void edit(String editor, @Nullable String reason, Consumer<Track> change) {
        var context = Context.ofActor(editor);
        try (var scope = Contexts.open(reason == null ? context : context.withAttribute(History.REASON, reason))) {
            sessions.inTransaction(session -> change.accept(session.find(Track.class, TRACK)));
        }
    }

    private List<HistoryEntry> tellTimeline() {
        sql.take();
        var entries =
                sessions.fromTransaction(session -> track(session).timeline().items());
        report.count(sql.take());
        entries.forEach(this::report);
        return entries;
    }

    private void report(HistoryEntry entry) {
        var revision = entry.revision();
        var reason = revision.reason() == null ? "" : ", for " + revision.reason();
        report.line("%-8s %-8s %s%s", revision.actor(), entry.kind(), changed(entry), reason);
    }

    /** Before its first entry nothing was recorded. */
    private static String changed(HistoryEntry entry) {
        var paths = entry.changed();
        return paths.size() > 3 ? paths.size() + " attributes" : String.join(", ", paths);
    }

    private void tellDifference(long before, long after) {
        var diff = sessions.fromTransaction(session -> track(session).diff(before, after));
        report.line("What Steve did to it:");
        diff.changes().forEach(this::report);
    }

    private void report(AttributeChange change) {
        if (change instanceof AttributeChange.OfValue value) {
            report.line("%-10s %s -> %s", value.path(), value.before(), value.after());
        }
    }

    private void revert(long revision) {
        var version = Objects.requireNonNull(read().getVersion());
        sql.take();
        Contexts.run(
                Context.ofActor("laura"),
                () -> sessions.inTransaction(session -> track(session).revert(revision, ExpectedVersion.of(version))));
        report.line("Laura takes it back:");
        report.count(sql.take());
        var track = read();
        report.line(
                "%s for %s, version %d, by %s",
                track.getName(), track.getUnitPrice(), track.getVersion(), track.getUpdatedBy());
        report.line(
                "Differences from before Steve: %s",
                sinceGood(revision).changes().size());
    }

    private StateDiff sinceGood(long revision) {
        return sessions.fromTransaction(session -> {
            var history = track(session);
            var last = history.timeline().items().get(0).revision().number();
            return history.diff(revision, last);
        });
    }

    private Track read() {
        return sessions.fromSession(session -> session.find(Track.class, TRACK));
    }

    private static EntityHistory<Track> track(Session session) {
        return History.of(session, Track.class, TRACK);
    }
}
