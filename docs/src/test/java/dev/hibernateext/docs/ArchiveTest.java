/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.softdelete.ActiveUniqueKeys;
import dev.hibernateext.core.softdelete.Archive;
import dev.hibernateext.core.softdelete.KeyTakenException;
import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.query.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@HibernateExtTest(settings = @Setting(name = CoreSettings.SOFT_DELETE_ARCHIVE_TABLES, value = "true"))
class ArchiveTest implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-05-01T12:00:00Z"));

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @Test
    void keepsKeysUniqueAmongTheRowsThatAreThere(SessionFactory sessions) {
        sessions.inTransaction(session -> session.persist(new Label(1, "Stax", "US", "STX")));
        sessions.inTransaction(session -> session.remove(session.find(Label.class, 1)));
        sessions.inTransaction(session -> session.persist(new Label(2, "Stax", "US", "STX")));

        assertThatExceptionOfType(KeyTakenException.class)
                .isThrownBy(() -> sessions.inTransaction(
                        session -> Trash.of(session, Label.class).restore(1)))
                .satisfies(error -> assertThat(error.holderId()).isEqualTo(2));
    }

    @Test
    void printsAMigration(SessionFactory sessions) {
        var statements = ActiveUniqueKeys.of(sessions).migration(new PostgreSQLDialect());
        assertThat(statements)
                .anyMatch(statement -> statement.endsWith("on Label (country, code) where deleted_at is null"));
    }

    @Test
    void archivesAndRestores(SessionFactory sessions, @TempDir Path directory) {
        sessions.inTransaction(session -> session.persist(new Label(1, "Stax", "US", "STX")));
        sessions.inTransaction(session -> session.remove(session.find(Label.class, 1)));
        CLOCK.advance(Duration.ofDays(366));

        var moved = sessions.fromSession(session ->
                Archive.of(session, Label.class).archiveOlderThan(Duration.ofDays(365), PurgeOptions.defaults()));
        assertThat(moved.total()).isEqualTo(1);
        var sets = sessions.fromTransaction(
                session -> Archive.of(session, Label.class).list(Page.first(10)));
        assertThat(sets.get(0).rowsByTable()).containsEntry("Label", 1L);

        var id = Objects.requireNonNull(sessions.fromTransaction(
                        session -> Archive.of(session, Label.class).findByRow(1)))
                .archiveId();
        var file = sessions.fromTransaction(
                session -> Archive.of(session, Label.class).exportTo(id, directory));
        sessions.inTransaction(session -> {
            var archive = Archive.of(session, Label.class);
            var set = archive.importFrom(file);
            archive.restore(set.archiveId());
            Trash.of(session, Label.class).restore(1);
        });
        sessions.inSession(session -> assertThat(session.find(Label.class, 1)).isNotNull());
    }

    @Entity(name = "Label")
    @UniqueWhenActive({"country", "code"})
    static class Label extends SoftDeletableEntity {
        @Id
        Integer id;

        @UniqueWhenActive
        String name;

        String country;

        String code;

        @SuppressWarnings("NullAway.Init")
        Label() {}

        Label(int id, String name, String country, String code) {
            this.id = id;
            this.name = name;
            this.country = country;
            this.code = code;
        }
    }
}
