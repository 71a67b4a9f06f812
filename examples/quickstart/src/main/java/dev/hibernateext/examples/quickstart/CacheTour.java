/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.examples.quickstart;

import dev.hibernateext.cache.query.CachedQuery;
import dev.hibernateext.cache.query.CachedResults;
import dev.hibernateext.cache.query.EndCause;
import dev.hibernateext.examples.quickstart.store.Track;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;

/** Serves two lists of a shop's front page from the cache, and changes a price one of them shows. */
final class CacheTour {

    private static final int MAGIC_FLUTE = 3451;

    private final SessionFactory sessions;
    private final SqlLog sql;
    private final Report report;

    CacheTour(SessionFactory sessions, SqlLog sql, Report report) {
        this.sessions = sessions;
        this.sql = sql;
        this.report = report;
    }

    void walk() {
        report.section("The front page is served from the cache until a price changes");
        report.line("The first visitor:");
        visit();
        report.line("The second one:");
        visit();
        report.line("Nancy changes the price of an opera. The third one:");
        new PriceDesk(sessions).setPrice("nancy", MAGIC_FLUTE, new BigDecimal("1.19"));
        visit();
        tellStatistics();
    }

    private void visit() {
        show("Opera", this::opera);
        show("Genres", this::genres);
    }

    private void show(String title, Supplier<String> read) {
        sql.take();
        var text = read.get();
        var asked = sql.take().isEmpty() ? "from the cache" : "from the database";
        report.line("%-8s %-12s %s", title, text, asked);
    }

    private String opera() {
        return sessions.fromTransaction(session -> {
            var tracks = CachedQuery.of(
                            session.createSelectionQuery("from Track where genre.name = 'Opera'", Track.class))
                    .ttl(Duration.ofMinutes(5))
                    .key("front-page:opera")
                    .getResultList();
            return prices(tracks);
        });
    }

    private static String prices(List<Track> tracks) {
        return String.join(
                ", ",
                tracks.stream().map(track -> "for " + track.getUnitPrice()).toList());
    }

    private String genres() {
        return sessions.fromTransaction(
                session -> CachedQuery.of(session.createSelectionQuery("select name from Genre", String.class))
                                .key("front-page:genres")
                                .getResultList()
                                .size()
                        + " of them");
    }

    private void tellStatistics() {
        var results = CachedResults.of(sessions).statistics();
        report.line(
                "Hits %d, misses %d, ended by a write %d",
                results.hits(), results.misses(), results.ended(EndCause.WRITE));
    }
}
