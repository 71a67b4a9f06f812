/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.Change;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.lock.AttributeDiff;
import dev.hibernateext.core.lock.OptimisticLocking;
import dev.hibernateext.core.lock.ThreeWayDiff;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.examples.quickstart.store.Playlist;
import dev.hibernateext.examples.quickstart.store.PlaylistEntry;
import dev.hibernateext.examples.quickstart.store.Track;
import jakarta.persistence.RollbackException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Lets editors work with the {@link PriceDesk} and reports what came of it. */
final class Tour {

    private static final int FIRST_TRACK = 1;
    private static final int SECOND_TRACK = 2;
    private static final int ROCK = 1;
    private static final int ON_THE_GO = 18;
    private static final int ITS_ONLY_TRACK = 597;

    private final SessionFactory sessions;
    private final PriceDesk desk;
    private final SqlLog sql;
    private final Report report;

    Tour(SessionFactory sessions, SqlLog sql, Report report) {
        this.sessions = sessions;
        this.desk = new PriceDesk(sessions);
        this.sql = sql;
        this.report = report;
    }

    void walk() throws IOException {
        changePrice();
        meetConflict();
        vetoPrice();
        raisePrices();
        new ClientTour(sessions, sql, report).walk();
        new TrashTour(sessions, sql, report).walk();
        new ImportTour(sessions, report).walk();
        listChanges();
    }

    private void changePrice() {
        report.section("Nancy changes the price of track 1");
        var before = read(FIRST_TRACK);
        sql.take();
        desk.setPrice("nancy", FIRST_TRACK, new BigDecimal("1.29"));
        report.statements(sql.take());
        var after = read(FIRST_TRACK);
        report.line("Price    %s -> %s", before.getUnitPrice(), after.getUnitPrice());
        report.line("Version  %d -> %d", before.getVersion(), after.getVersion());
        report.line("Created  %s by %s", after.getCreatedAt(), after.getCreatedBy());
        report.line("Updated  %s by %s", after.getUpdatedAt(), after.getUpdatedBy());
    }

    private void meetConflict() {
        report.section("Jane and Steve edit track 1 at the same time");
        var seen = read(FIRST_TRACK);
        report.line("Both see version %d and a price of %s.", seen.getVersion(), seen.getUnitPrice());
        desk.setPrice("jane", FIRST_TRACK, new BigDecimal("1.49"), version(seen));
        report.line("Jane saves 1.49: version %d.", read(FIRST_TRACK).getVersion());
        sql.take();
        try {
            desk.setPrice("steve", FIRST_TRACK, new BigDecimal("0.89"), version(seen));
            throw new IllegalStateException("Steve's change went through, so Jane's is lost.");
        } catch (VersionConflictException conflict) {
            report.line("Steve saves 0.89 for the version he has seen: refused.");
            report.statements(sql.take());
            report(conflict);
        }
        report.line("What Steve's form would tell him, had he corrected the composer too:");
        report(compareWithRow(seen));
    }

    private void report(VersionConflictException conflict) {
        report.line("Code      %s", conflict.code());
        report.line("Expected  version %s", conflict.expected());
        report.line(
                "Current   version %s, by %s at %s", conflict.current(), conflict.changedBy(), conflict.changedAt());
    }

    private ThreeWayDiff<Track> compareWithRow(Track base) {
        var mine = read(FIRST_TRACK);
        mine.setUnitPrice(new BigDecimal("0.89"));
        mine.setComposer("Young, Young, Johnson");
        return sessions.fromSession(session -> OptimisticLocking.of(session).diff(base, mine));
    }

    private void report(ThreeWayDiff<Track> diff) {
        report.line("%-10s %-18s %-18s %s", "Attribute", "Base", "Mine", "Theirs");
        for (var attribute : diff.attributes()) {
            if (attribute instanceof AttributeDiff.OfValue value) {
                report.line(
                        "%-10s %-18.18s %-18.18s %-18.18s %s",
                        value.path(), value.base(), value.mine(), value.theirs(), value.verdict());
            }
        }
        report.line("Mergeable without asking: %s", diff.isMergeable() ? "yes" : "no");
    }

    private void vetoPrice() {
        report.section("A hook refuses negative prices");
        desk.refuseNegativePrices();
        sql.take();
        try {
            desk.setPrice("steve", FIRST_TRACK, new BigDecimal("-1.00"));
            throw new IllegalStateException("A negative price went through the hook.");
        } catch (RollbackException rollback) {
            report.text(String.valueOf(veto(rollback).getMessage()));
            report.count(sql.take());
        }
        report.line("The price is still %s.", read(FIRST_TRACK).getUnitPrice());
    }

    private static HookVetoException veto(RollbackException rollback) {
        if (rollback.getCause() instanceof HookVetoException veto) {
            return veto;
        }
        throw rollback;
    }

    private void raisePrices() {
        report.section("Margaret raises all rock prices by a tenth, in one HQL statement");
        var versionsBefore = sumOfVersions();
        sql.take();
        var raised = desk.raisePrices("margaret", ROCK, new BigDecimal("1.1"));
        report.statements(sql.take());
        report.line("Updated           %5d tracks", raised);
        report.line("Stamped margaret  %5d", tracksUpdatedBy("margaret"));
        report.line("Versions raised   %5d", sumOfVersions() - versionsBefore);
        var track = read(FIRST_TRACK);
        report.line("Track 1: %s, version %d, by %s", track.getUnitPrice(), track.getVersion(), track.getUpdatedBy());
    }

    private long tracksUpdatedBy(String editor) {
        return sessions.fromSession(session -> session.createSelectionQuery(
                        "select count(*) from Track where updatedBy = :editor", Long.class)
                .setParameter("editor", editor)
                .getSingleResult());
    }

    private long sumOfVersions() {
        return sessions.fromSession(
                session -> session.createSelectionQuery("select sum(version) from Track", Long.class)
                        .getSingleResult());
    }

    private void listChanges() {
        report.section("What one transaction changed, told after its commit");
        desk.watch(changes -> changes.changes().forEach(this::report));
        sql.take();
        Contexts.run(Context.ofActor("laura"), () -> sessions.inTransaction(Tour::reworkPlaylist));
        report.count(sql.take());
    }

    private static void reworkPlaylist(Session session) {
        var track = session.find(Track.class, SECOND_TRACK);
        track.setName("Balls to the Wall (Remastered)");
        session.persist(new PlaylistEntry(session.find(Playlist.class, ON_THE_GO), track));
        session.remove(session.find(PlaylistEntry.class, new PlaylistEntry.Key(ON_THE_GO, ITS_ONLY_TRACK)));
        session.createMutationQuery("update Playlist set name = upper(name) where name like 'Classical%'")
                .executeUpdate();
    }

    private void report(Change change) {
        if (change instanceof EntityChange entity) {
            report.line("%-6s %s %s %s", entity.kind(), name(entity), entity.id(), entity.dirtyAttributes());
        } else if (change instanceof BulkChange bulk) {
            report.line("%-6s %d rows of %s, in bulk", bulk.statement().kind(), bulk.rowCount(), bulk.tables());
        }
    }

    private static String name(EntityChange change) {
        return change.javaType().getSimpleName();
    }

    private static long version(Track stored) {
        return Objects.requireNonNull(stored.getVersion());
    }

    private Track read(int id) {
        return sessions.fromSession(session -> session.find(Track.class, id));
    }
}
