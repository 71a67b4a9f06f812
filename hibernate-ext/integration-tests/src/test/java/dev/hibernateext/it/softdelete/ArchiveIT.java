/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.softdelete.Archive;
import dev.hibernateext.core.softdelete.ArchiveException;
import dev.hibernateext.core.softdelete.ArchivedSet;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.mixins.UniqueWhenActive;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archived rows are out of the way, complete, and come back as they were; whatever fails, each row is in one place. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = CoreSettings.SOFT_DELETE_ARCHIVE_TABLES, value = "true"))
class ArchiveIT implements SettingsContributor {

    private static final MutableClock CLOCK = MutableClock.startingAt(Instant.parse("2026-03-01T10:00:00Z"));

    private static final List<String> TABLES =
            List.of("Artist", "Album", "LiveAlbum", "Song", "Artist_names", "Artist_Style", "Style", "Fan");

    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind(SessionFactoryScope scope) {
        CLOCK.set(Instant.parse("2026-03-01T10:00:00Z"));
        scope.inTransaction(session -> TABLES.forEach(table -> {
            if (!table.equals("Fan")) {
                session.createNativeMutationQuery("delete from " + table + "_archive")
                        .executeUpdate();
            }
        }));
    }

    @Test
    void movesRowsWithAllThatHangsOnThemAndBringsThemBackAsTheyWere(SessionFactoryScope scope) {
        scope.inTransaction(ArchiveIT::persistArtists);
        remove(scope, 1, 2);
        var before = dump(scope);

        var set = archive(scope, 1, 2);

        assertThat(inTrash(scope)).isZero();
        assertThat(dump(scope).get("Song")).hasSize(1);
        assertThat(set.rowsByTable())
                .containsEntry("Artist", 2L)
                .containsEntry("Album", 3L)
                .containsEntry("LiveAlbum", 1L)
                .containsEntry("Song", 3L)
                .containsEntry("Artist_names", 2L)
                .containsEntry("Artist_Style", 2L);

        assertThat(restore(scope, set.archiveId())).isEqualTo(set);

        assertThat(dump(scope)).isEqualTo(before);
        assertThat(list(scope)).isEmpty();
        scope.inTransaction(session -> Trash.of(session, Artist.class).restoreAll(List.of(1, 2)));
        scope.inTransaction(session -> {
            var artist = session.find(Artist.class, 1);
            assertThat(artist.names).containsExactlyInAnyOrder("a", "b");
            assertThat(artist.styles).hasSize(2);
            assertThat(artist.albums).hasSize(2);
            assertThat(artist.fee).isEqualByComparingTo("12345.6789");
            assertThat(artist.portrait).isEqualTo(new byte[] {0, 1, -1});
        });
    }

    @Test
    void doesSoFromAStatelessSession(SessionFactoryScope scope) {
        scope.inTransaction(ArchiveIT::persistArtists);
        remove(scope, 1, 2);
        var before = dump(scope);

        var set = scope.fromStatelessTransaction(
                session -> Archive.of(session, Artist.class).archive(List.of(1, 2)));
        scope.inStatelessTransaction(
                session -> Archive.of(session, Artist.class).restore(set.archiveId()));

        assertThat(dump(scope)).isEqualTo(before);
    }

    @Test
    void archivesWhatIsOldInBatchesThatComeBackOneByOne(SessionFactoryScope scope) {
        scope.inTransaction(session -> IntStream.range(0, 7).forEach(id -> session.persist(new Artist(id, "x" + id))));
        remove(scope, IntStream.range(0, 5).toArray());
        CLOCK.advance(Duration.ofDays(400));
        remove(scope, 5);
        var before = dump(scope);
        var reports = new ArrayList<PurgeResult>();
        var options = PurgeOptions.defaults().inBatchesOf(2).reportingTo(reports::add);

        var dry = outside(scope, archive -> archive.archiveOlderThan(YEAR, options.asDryRun()));
        assertThat(dry.total()).isEqualTo(5);
        assertThat(dump(scope)).isEqualTo(before);
        reports.clear();

        var result = outside(scope, archive -> archive.archiveOlderThan(YEAR, options));

        assertThat(result.total()).isEqualTo(5);
        assertThat(reports).extracting(PurgeResult::total).containsExactly(2L, 4L, 5L);
        assertThat(inTrash(scope)).isEqualTo(1);
        assertThat(list(scope)).extracting(ArchivedSet::total).containsExactlyInAnyOrder(2L, 2L, 1L);
        List<ArchivedSet> page = outside(scope, archive -> archive.list(Page.first(2)));
        assertThat(page).hasSize(2);

        var first = Objects.requireNonNull(outside(scope, archive -> archive.findByRow(0)));
        restore(scope, first.archiveId());
        assertThat(inTrash(scope)).isEqualTo(3);
        assertThat(list(scope)).hasSize(2);
        assertThat(scope.<@Nullable ArchivedSet>fromTransaction(
                        session -> Archive.of(session, Artist.class).findByRow(6)))
                .isNull();
    }

    @Test
    void keepsRowsOthersReferTo(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var artist = new Artist(1, "a");
            session.persist(artist);
            session.persist(new Artist(2, "b"));
            session.persist(new Fan(1, artist));
        });
        remove(scope, 1, 2);
        var before = dump(scope);

        assertThatThrownBy(() -> archive(scope, 1)).isInstanceOf(StillReferencedException.class);
        assertThat(dump(scope)).isEqualTo(before);
        CLOCK.advance(Duration.ofDays(400));
        var result = outside(scope, archive -> archive.archiveOlderThan(YEAR, PurgeOptions.defaults()));
        assertThat(result.kept()).isEqualTo(1);
        assertThat(result.total()).isEqualTo(1);
        assertThat(inTrash(scope)).isEqualTo(1);
    }

    @Test
    void bringsBackReferencesInACircleAndToRowsOfTheSameTable(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var pupil = new Artist(1, "a");
            var teacher = new Artist(2, "b");
            session.persist(pupil);
            session.persist(teacher);
            session.flush();
            pupil.teacher = teacher;
            teacher.teacher = pupil;
            pupil.record("first").best = new Song(10, pupil.albums.iterator().next());
            session.persist(Objects.requireNonNull(pupil.albums.iterator().next().best));
        });
        remove(scope, 1, 2);
        var before = dump(scope);

        restore(scope, archive(scope, 1, 2).archiveId());

        assertThat(dump(scope)).isEqualTo(before);
    }

    @Test
    void refusesWhatIsNotInTheTrashOrNotArchived(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Artist(1, "a")));
        assertThatThrownBy(() -> archive(scope, 1)).isInstanceOf(NotInTrashException.class);

        remove(scope, 1);
        var set = archive(scope, 1);
        restore(scope, set.archiveId());

        assertThatThrownBy(() -> restore(scope, set.archiveId()))
                .isInstanceOfSatisfying(ArchiveException.class, error -> {
                    assertThat(error.code()).isEqualTo("softdelete.archive-unknown");
                    assertThat(error.status()).isEqualTo(404);
                });
    }

    @Test
    void refusesToBringBackARowWhoseIdentifierIsTaken(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Artist(1, "a")));
        remove(scope, 1);
        var set = archive(scope, 1);
        scope.inTransaction(session -> session.persist(new Artist(1, "b")));

        assertThatThrownBy(() -> restore(scope, set.archiveId()))
                .isInstanceOfSatisfying(ArchiveException.class, error -> {
                    assertThat(error.code()).isEqualTo("softdelete.archive-occupied");
                    assertThat(error).hasMessageContaining("Delete and purge that row first");
                });
        assertThat(list(scope)).hasSize(1);
    }

    @Test
    void saysWhatToDoWhereATableIsMissing(SessionFactoryScope scope) {
        scope.inTransaction(session -> session.persist(new Artist(1, "a")));
        remove(scope, 1);
        var before = dump(scope);
        withoutArchives(scope, () -> {
            assertThatThrownBy(() -> archive(scope, 1)).isInstanceOfSatisfying(ArchiveException.class, error -> {
                assertThat(error.code()).isEqualTo("softdelete.archive-table");
                assertThat(error).hasMessageContaining("Archive.schema");
            });
            assertThat(dump(scope)).isEqualTo(before);
        });
    }

    @Test
    void createsItsTablesByTheStatementsOfItsSchema(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(ArchiveIT::persistArtists);
        remove(scope, 1, 2);
        var before = dump(scope);
        withoutArchives(scope, () -> {
            Archive.schema(scope.factory()).forEach(statement -> execute(scope, statement));
            restore(scope, archive(scope, 1, 2).archiveId());
            assertThat(dump(scope)).isEqualTo(before);
            action(scope, "validate").close();
            recorder.clear();
            action(scope, "update").close();
            assertThat(recorder.matching("(create|alter) .*_archive")).isEmpty();
        });
    }

    @Test
    void leavesEachRowInOnePlaceWhateverCallFails(SessionFactoryScope scope, JdbcFaults faults) {
        scope.inTransaction(ArchiveIT::persistArtists);
        remove(scope, 1, 2);
        var before = dump(scope);
        var hit = true;
        for (int call = 1; hit; call++) {
            faults.failCall(call, new SQLException("injected", "58000"));
            var archived = succeeds(() -> archive(scope, 1, 2));
            hit = faults.disarm();
            if (archived && !hit) {
                break;
            }
            var sets = list(scope);
            if (!sets.isEmpty()) {
                assertThat(inTrash(scope)).as("after call %d", call).isZero();
                restore(scope, sets.get(0).archiveId());
            }
            assertThat(dump(scope)).as("after call %d", call).isEqualTo(before);
        }
        var set = list(scope).get(0).archiveId();
        hit = true;
        for (int call = 1; hit; call++) {
            faults.failCall(call, new SQLException("injected", "58000"));
            succeeds(() -> restore(scope, set));
            hit = faults.disarm();
            if (list(scope).isEmpty()) {
                break;
            }
            assertThat(inTrash(scope)).as("after call %d", call).isZero();
        }
        assertThat(list(scope)).isEmpty();
        assertThat(dump(scope)).isEqualTo(before);
    }

    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failure) {
            return false;
        }
    }

    private static void withoutArchives(SessionFactoryScope scope, Runnable work) {
        var archives = TABLES.stream().filter(table -> !table.equals("Fan")).toList();
        archives.forEach(table -> execute(scope, "drop table " + table + "_archive"));
        try {
            work.run();
        } finally {
            archives.forEach(table -> execute(scope, "drop table if exists " + table + "_archive"));
            action(scope, "update").close();
        }
    }

    private static SessionFactoryScope action(SessionFactoryScope scope, String action) {
        return scope.openAnother(
                settings -> settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, action));
    }

    private static void persistArtists(Session session) {
        var rock = new Style(1);
        var pop = new Style(2);
        session.persist(rock);
        session.persist(pop);
        var artist = new Artist(1, "a");
        artist.names.addAll(Set.of("a", "b"));
        artist.styles.addAll(Set.of(rock, pop));
        session.persist(artist);
        artist.record("one").songs.add(new Song(100, artist.albums.iterator().next()));
        var live = new LiveAlbum(12, artist, "hall");
        live.songs.addAll(Set.of(new Song(120, live), new Song(121, live)));
        artist.albums.add(live);
        var other = new Artist(2, "b");
        session.persist(other);
        other.record("two");
        var staying = new Artist(3, "c");
        session.persist(staying);
        staying.record("three")
                .songs
                .add(new Song(300, staying.albums.iterator().next()));
    }

    private static void remove(SessionFactoryScope scope, int... ids) {
        scope.inTransaction(session ->
                Arrays.stream(ids).forEach(id -> session.remove(session.find(Artist.class, id))));
    }

    private static ArchivedSet archive(SessionFactoryScope scope, Object... ids) {
        return scope.fromTransaction(
                session -> Archive.of(session, Artist.class).archive(List.of(ids)));
    }

    private static ArchivedSet restore(SessionFactoryScope scope, UUID id) {
        return scope.fromTransaction(
                session -> Archive.of(session, Artist.class).restore(id));
    }

    private static List<ArchivedSet> list(SessionFactoryScope scope) {
        return scope.fromTransaction(
                session -> Archive.of(session, Artist.class).list(Page.first(100)));
    }

    private static <R extends @Nullable Object> R outside(
            SessionFactoryScope scope, Function<Archive<Artist>, R> work) {
        try (var session = scope.openSession()) {
            return work.apply(Archive.of(session, Artist.class));
        }
    }

    private static long inTrash(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> Trash.of(session, Artist.class).count());
    }

    private static void execute(SessionFactoryScope scope, String sql) {
        scope.inTransaction(session -> session.createNativeMutationQuery(sql).executeUpdate());
    }

    /** All rows of all tables, past Hibernate. */
    private static Map<String, List<String>> dump(SessionFactoryScope scope) {
        var rows = new TreeMap<String, List<String>>();
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                var found = new ArrayList<String>();
                try (var result = statement.executeQuery("select * from " + table)) {
                    var columns = result.getMetaData().getColumnCount();
                    while (result.next()) {
                        var row = new StringBuilder();
                        for (int column = 1; column <= columns; column++) {
                            row.append(result.getString(column)).append('|');
                        }
                        found.add(row.toString());
                    }
                }
                found.sort(null);
                rows.put(table, found);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    @Entity(name = "Artist")
    @Table(name = "Artist")
    static class Artist extends SoftDeletableEntity {

        @Id
        int id;

        @UniqueWhenActive
        String name = "";

        @Column(precision = 20, scale = 4)
        BigDecimal fee = new BigDecimal("12345.6789");

        LocalDate born = LocalDate.of(1970, 1, 1);

        Instant seen = Instant.parse("2025-12-31T23:59:59.123456Z");

        UUID code = UUID.fromString("00000000-0000-4000-8000-000000000001");

        byte[] portrait = {0, 1, -1};

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Artist teacher;

        @ElementCollection
        Set<String> names = new HashSet<>();

        @ManyToMany
        Set<Style> styles = new HashSet<>();

        @OneToMany(mappedBy = "artist", cascade = CascadeType.ALL)
        Set<Album> albums = new HashSet<>();

        Artist() {}

        Artist(int id, String name) {
            this.id = id;
            this.name = name;
        }

        Album record(String title) {
            var album = new Album(id * 10 + 1, this, title);
            albums.add(album);
            return album;
        }
    }

    @Entity(name = "Album")
    @Table(name = "Album")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Album extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Artist artist;

        String title = "";

        @OneToMany(mappedBy = "album", cascade = CascadeType.ALL)
        Set<Song> songs = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Song best;

        Album() {}

        Album(int id, Artist artist, String title) {
            this.id = id;
            this.artist = artist;
            this.title = title;
        }
    }

    @Entity(name = "LiveAlbum")
    @Table(name = "LiveAlbum")
    static class LiveAlbum extends Album {

        String hall = "";

        LiveAlbum() {}

        LiveAlbum(int id, Artist artist, String hall) {
            super(id, artist, "live");
            this.hall = hall;
        }
    }

    @Entity(name = "Song")
    @Table(name = "Song")
    static class Song extends SoftDeletableEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Album album;

        Song() {}

        Song(int id, Album album) {
            this.id = id;
            this.album = album;
            album.songs.add(this);
        }
    }

    @Entity(name = "Style")
    @Table(name = "Style")
    static class Style extends SoftDeletableEntity {

        @Id
        int id;

        Style() {}

        Style(int id) {
            this.id = id;
        }
    }

    /** Not soft-deletable. */
    @Entity(name = "Fan")
    @Table(name = "Fan")
    static class Fan {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Artist artist;

        Fan() {}

        Fan(int id, Artist artist) {
            this.id = id;
            this.artist = artist;
        }
    }
}
