/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.core.softdelete.DeletedSet;
import dev.hibernateext.examples.quickstart.store.Artist;
import dev.hibernateext.examples.quickstart.store.Track;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Deletes an artist and brings it back, and reports what became of the albums and tracks. */
final class TrashTour {

    private static final int AC_DC = 1;
    private static final int WITHOUT_ALBUM = 25;
    private static final int DELETED_EARLIER = 6;

    private final SessionFactory sessions;
    private final Catalogue catalogue;
    private final SqlLog sql;
    private final Report report;

    TrashTour(SessionFactory sessions, SqlLog sql, Report report) {
        this.sessions = sessions;
        this.catalogue = new Catalogue(sessions);
        this.sql = sql;
        this.report = report;
    }

    void walk() {
        delete();
        restore();
    }

    private void delete() {
        report.section("Jane deletes a track, then Margaret its artist");
        catalogue.delete("jane", Track.class, DELETED_EARLIER);
        catalogue.delete("margaret", Artist.class, WITHOUT_ALBUM);
        reportStore("Before");
        sql.take();
        catalogue.delete("margaret", Artist.class, AC_DC);
        report.statements(sql.take());
        reportStore("After");
        report.line("The trash, last first:");
        catalogue.deletions().forEach(this::report);
        var purge = catalogue.countWhatAPurgeWouldRemove();
        report.line("A purge would remove %s for good,", purge.rowsByTable());
        report.line("and keep %d artist, whose tracks are on invoices and playlists.", purge.kept());
    }

    private void restore() {
        report.section("Margaret brings the artist back");
        sql.take();
        var restored = catalogue.restoreArtist("margaret", AC_DC);
        report.statements(sql.take());
        report.line("Restored  %s", readable(restored.rowsByEntity()));
        reportStore("After");
        report.line("The track Jane deleted %s.", find(DELETED_EARLIER) == null ? "stays deleted" : "is there");
    }

    private void report(DeletedSet deletion) {
        report.line("  %-9s %s", deletion.deletedBy(), readable(deletion.rowsByEntity()));
    }

    private void reportStore(String when) {
        report.line(
                "%-9s %d artist, %d albums, %d tracks in queries",
                when,
                count("Artist where id = :artist"),
                count("Album where artist.id = :artist"),
                count("Track where album.artist.id = :artist"));
    }

    private long count(String from) {
        return sessions.fromSession(session -> session.createSelectionQuery("select count(*) from " + from, Long.class)
                .setParameter("artist", AC_DC)
                .getSingleResult());
    }

    private @Nullable Track find(int id) {
        return sessions.fromSession(session -> session.find(Track.class, id));
    }

    private static String readable(Map<String, Long> rowsByEntity) {
        return rowsByEntity.entrySet().stream()
                .map(rows -> rows.getValue() + " "
                        + rows.getKey().substring(rows.getKey().lastIndexOf('.') + 1))
                .collect(Collectors.joining(", "));
    }
}
