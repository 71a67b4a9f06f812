/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.NotRecordedException;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.history.retention.HistoryRetention;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Some entities are recorded by Envers and some by Hibernate: each is asked for where it is recorded. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class CoreAuditBesideEnversIT implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-03-01T10:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @Test
    void findsEverythingAnOperationChanged(SessionFactoryScope scope) {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> scope.inTransaction(session -> {
                    session.persist(new Old());
                    session.persist(new New());
                }));

        var found = scope.fromTransaction(session -> History.ofOperation(session, operation));

        assertThat(found)
                .extracting(HistoryEntry::entity, entry -> entry.revision().actor())
                .containsExactlyInAnyOrder(tuple(Old.class.getName(), "ada"), tuple(New.class.getName(), "ada"));
        assertThat(found).extracting(entry -> entry.revision().number()).doesNotHaveDuplicates();
    }

    @Test
    void recordsUpserts(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.upsert(new New()));
        scope.inStatelessTransaction(session -> {
            var changed = new New();
            changed.name = "changed";
            session.upsert(changed);
        });

        scope.inTransaction(session -> assertThat(History.of(session, New.class, 1)
                        .timeline(HistoryRequest.oldest(5))
                        .items())
                .last()
                .satisfies(entry -> assertThat(entry.changed()).containsExactly("name"))
                .extracting(HistoryEntry::kind)
                .isEqualTo(RevisionKind.UPDATED));
    }

    /** Revisions that the log of Hibernate may stand on stay. */
    @Test
    void prunesWhatEnversKeeps(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Old());
            session.persist(new New());
        });
        scope.inTransaction(session -> session.remove(session.find(Old.class, 1)));
        var kept = HistoryRetention.of(scope.factory()).keep(Old.class, Duration.ofMillis(1));
        CLOCK.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> kept.keep(New.class, Duration.ofMillis(1)).prune())
                .isInstanceOf(NotRecordedException.class)
                .hasMessageContaining(New.class.getName());
        assertThat(timeline(scope, Old.class)).hasSize(2);
        kept.prune();

        assertThat(timeline(scope, Old.class)).isEmpty();
        assertThat(timeline(scope, New.class)).hasSize(1);
    }

    private static List<HistoryEntry> timeline(SessionFactoryScope scope, Class<?> type) {
        return scope.fromTransaction(session ->
                History.of(session, type, 1).timeline(HistoryRequest.oldest(5)).items());
    }

    @Entity(name = "Old")
    @org.hibernate.envers.Audited
    static class Old {

        @Id
        int id = 1;

        String name = "old";
    }

    @Entity(name = "New")
    @org.hibernate.annotations.Audited
    static class New {

        @Id
        int id = 1;

        String name = "new";
    }
}
