/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.history.History;
import dev.hibernateext.history.retention.HistoryErasure;
import dev.hibernateext.history.retention.HistoryHolds;
import dev.hibernateext.history.retention.HistoryRetention;
import dev.hibernateext.history.retention.LegalHold;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(entities = {RetentionTest.Visit.class, LegalHold.class})
class RetentionTest implements SettingsContributor {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final MutableClock CLOCK = MutableClock.startingAt(START);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    /** Two entries, the second one a hundred days old. */
    @BeforeEach
    void write(SessionFactory sessions) {
        CLOCK.set(START);
        sessions.inTransaction(session -> {
            var visit = new Visit();
            visit.id = 1;
            visit.guest = "Grace";
            session.persist(visit);
        });
        CLOCK.advance(Duration.ofDays(1));
        sessions.inTransaction(session -> session.find(Visit.class, 1).guest = "Grace Hopper");
        CLOCK.advance(Duration.ofDays(100));
    }

    @Test
    void keepsHistoryForSomeTime(SessionFactory sessions) {
        var report = HistoryRetention.of(sessions)
                .keep(Visit.class, Duration.ofDays(90))
                .prune();
        assertThat(report.types().values()).allMatch(counts -> counts.entries() == 1);
    }

    @Test
    void archivesHistory(SessionFactory sessions) {
        var text = new StringWriter();
        var file = new PrintWriter(text);
        HistoryRetention.of(sessions)
                .keep(Visit.class, Duration.ofDays(90))
                .archive(rows -> rows.forEach(
                        row -> file.println(row.revision().at() + " " + row.table() + " " + row.values())));
        assertThat(text.toString()).contains("Grace").doesNotContain("Hopper");
    }

    @Test
    void holdsHistory(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            var hold = HistoryHolds.of(session).hold(Visit.class, 1, "case 4711");
            assertThat(HistoryHolds.of(session).all()).contains(hold);
        });
        var report = HistoryRetention.of(sessions)
                .keep(Visit.class, Duration.ofDays(90))
                .prune();
        assertThat(report.types().values()).allMatch(counts -> counts.entries() == 0 && counts.held() == 1);
    }

    @Test
    void erasesValues(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            HistoryErasure.of(session).erase(Visit.class, 1, "guest");
            var history = History.of(session, Visit.class, 1);
            assertThat(history.timeline().items()).hasSize(2);
            assertThat(history.at(START).orElseThrow().guest).isNull();
        });
    }

    @Entity(name = "Visit")
    @Audited
    static class Visit {

        @Id
        int id;

        @Nullable
        String guest;
    }
}
