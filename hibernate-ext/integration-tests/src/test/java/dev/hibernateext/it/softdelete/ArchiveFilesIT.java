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
import dev.hibernateext.mixins.TenantEntity;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.JdbcFaults;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that is moved to a file and back is what it was; whatever fails, it is in one place at least, and comes back once. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = CoreSettings.SOFT_DELETE_ARCHIVE_TABLES, value = "true"))
class ArchiveFilesIT {

    private static final List<String> TABLES = List.of("Parcel", "Item", "Parcel_stops");

    @BeforeEach
    void clear(SessionFactoryScope scope) {
        in(
                scope,
                "red",
                session ->
                        TABLES.forEach(table -> session.createNativeMutationQuery("delete from " + table + "_archive")
                                .executeUpdate()));
    }

    @Test
    void bringsBackEveryTypeAsItWas(SessionFactoryScope scope, @TempDir Path directory) {
        var before = deleteParcels(scope);
        var set = from(scope, "red", archive -> archive.archive(List.of(1L, 2L)));

        var file = from(scope, "red", archive -> archive.exportTo(set.archiveId(), directory));

        assertThat(file).hasFileName(set.archiveId() + ".jsonl");
        assertThat(files(directory)).containsExactly(file);
        assertThat(list(scope, "red")).isEmpty();

        for (int time = 1; time <= 2; time++) {
            ArchivedSet imported = from(scope, "red", archive -> archive.importFrom(file));
            assertThat(imported).isEqualTo(set);
        }
        from(scope, "red", archive -> archive.restore(set.archiveId()));
        assertThat(dump(scope)).isEqualTo(before);
    }

    @Test
    void writesLinesAnybodyCanRead(SessionFactoryScope scope, @TempDir Path directory) throws IOException {
        deleteParcels(scope);
        var file = exported(scope, directory);

        var lines = Files.readAllLines(file);

        assertThat(lines.get(0)).startsWith("{\"format\":\"hibernate-ext-archive\",\"version\":\"1\",\"entity\":\"");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"end\":\"" + (lines.size() - 2) + "\"}");
        assertThat(lines.subList(1, lines.size() - 1)).allMatch(line -> line.startsWith("{\"table\":\""));
        assertThat(String.join("", lines))
                .contains("\"weight\":\"12345.678900\"")
                .contains("\"sent\":\"2025-12-31T23:59:59.123456Z\"")
                .contains("\"seal\":\"0001ff\"");
    }

    @Test
    void losesNothingWhateverCallFails(SessionFactoryScope scope, JdbcFaults faults, @TempDir Path directory) {
        var before = deleteParcels(scope);
        var set =
                from(scope, "red", archive -> archive.archive(List.of(1L, 2L))).archiveId();
        var hit = true;
        for (int call = 1; hit; call++) {
            arm(faults, call);
            attempt(() -> from(scope, "red", archive -> archive.exportTo(set, directory)));
            hit = faults.disarm();
            var there = !list(scope, "red").isEmpty();
            assertThat(files(directory))
                    .as("call %d", call)
                    .allMatch(file -> file.toString().endsWith(".jsonl"));
            assertThat(there || !files(directory).isEmpty()).as("call %d", call).isTrue();
            if (!there) {
                break;
            }
        }
        var file = files(directory).get(0);
        hit = true;
        for (int call = 1; hit; call++) {
            arm(faults, call);
            attempt(() -> from(scope, "red", archive -> archive.importFrom(file)));
            hit = faults.disarm();
        }
        assertThat(list(scope, "red")).hasSize(1);
        from(scope, "red", archive -> archive.restore(set));
        assertThat(dump(scope)).isEqualTo(before);
    }

    @Test
    void refusesFilesThatAreDamagedOrSomethingElse(SessionFactoryScope scope, @TempDir Path directory)
            throws IOException {
        deleteParcels(scope);
        var lines = Files.readAllLines(exported(scope, directory));
        var file = directory.resolve("other");

        for (int kept = 0; kept < lines.size(); kept++) {
            assertUnreadable(scope, Files.write(file, lines.subList(0, kept)));
        }
        for (int missing = 1; missing < lines.size() - 1; missing++) {
            var damaged = new ArrayList<>(lines);
            damaged.remove(missing);
            assertUnreadable(scope, Files.write(file, damaged));
        }
        assertUnreadable(scope, Files.write(file, List.of(lines.get(0).replace("\"1\"", "\"2\""))));
        assertUnreadable(scope, Files.write(file, List.of(lines.get(0).replace("Parcel", "Item"))));
        assertUnreadable(
                scope,
                Files.write(
                        file, List.of(lines.get(0), "{\"table\":\"Parcel where 1=1\",\"row\":{}}", "{\"end\":\"1\"}")));
        assertUnreadable(
                scope,
                Files.write(
                        file,
                        lines.stream()
                                .map(line -> line.replace("\"weight\"", "\"weight) select 1 --\""))
                                .toList()));
        assertUnreadable(scope, Files.writeString(file, "é"));
        assertThatThrownBy(() -> from(scope, "red", archive -> archive.importFrom(directory.resolve("none"))))
                .isInstanceOfSatisfying(
                        ArchiveException.class,
                        error -> assertThat(error.code()).isEqualTo("softdelete.archive-file"));
        assertThat(list(scope, "red")).isEmpty();
    }

    @Test
    void keepsTheArchivesOfTenantsApart(SessionFactoryScope scope, @TempDir Path directory) {
        deleteParcels(scope);
        var set = from(scope, "red", archive -> archive.archive(List.of(1L, 2L)));
        var id = set.archiveId();

        assertThat(list(scope, "blue")).isEmpty();
        assertThat(holdsFirst(scope, "blue")).isFalse();
        assertThatThrownBy(() -> from(scope, "blue", archive -> archive.restore(id)))
                .isInstanceOf(ArchiveException.class);
        assertThatThrownBy(() -> from(scope, "blue", archive -> archive.exportTo(id, directory)))
                .isInstanceOf(ArchiveException.class);

        assertThat(holdsFirst(scope, "red")).isTrue();
        var file = from(scope, "red", archive -> archive.exportTo(id, directory));
        assertThatThrownBy(() -> from(scope, "blue", archive -> archive.importFrom(file)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("another tenant");
    }

    private static List<ArchivedSet> list(SessionFactoryScope scope, String tenant) {
        return from(scope, tenant, archive -> archive.list(Page.first(9)));
    }

    private static boolean holdsFirst(SessionFactoryScope scope, String tenant) {
        return from(scope, tenant, archive -> archive.findByRow(1L) != null);
    }

    private static Path exported(SessionFactoryScope scope, Path directory) {
        var set = from(scope, "red", archive -> archive.archive(List.of(1L, 2L)));
        return from(scope, "red", archive -> archive.exportTo(set.archiveId(), directory));
    }

    private static void assertUnreadable(SessionFactoryScope scope, Path file) {
        assertThatThrownBy(() -> from(scope, "red", archive -> archive.importFrom(file)))
                .isInstanceOfSatisfying(ArchiveException.class, error -> {
                    assertThat(error.code()).isIn("softdelete.archive-unreadable", "softdelete.archive-file");
                    assertThat(error.subject()).isEqualTo(file.toString());
                });
    }

    private static void arm(JdbcFaults faults, int call) {
        var failure = new SQLException("injected", "58000");
        if (call % 2 == 0) {
            faults.failCall(call / 2, failure);
        } else {
            faults.failAfterCall(call / 2 + 1, failure);
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException expected) {
            assertThat(expected).hasStackTraceContaining("injected");
        }
    }

    private static List<Path> files(Path directory) {
        try (var found = Files.list(directory)) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tables hold then. */
    private static Map<String, List<String>> deleteParcels(SessionFactoryScope scope) {
        in(scope, "red", session -> {
            session.persist(new Parcel(1));
            session.persist(new Parcel(2).withEverything());
        });
        in(scope, "red", session -> {
            session.remove(session.find(Parcel.class, 1L));
            session.remove(session.find(Parcel.class, 2L));
        });
        return dump(scope);
    }

    private static void in(SessionFactoryScope scope, String tenant, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    private static <R> R from(SessionFactoryScope scope, String tenant, Function<Archive<Parcel>, R> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            return session.fromTransaction(transaction -> work.apply(Archive.of(session, Parcel.class)));
        }
    }

    private static Map<String, List<String>> dump(SessionFactoryScope scope) {
        var rows = new TreeMap<String, List<String>>();
        try (var connection = scope.database().connect();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                var found = new ArrayList<String>();
                try (var result = statement.executeQuery("select * from " + table)) {
                    while (result.next()) {
                        var row = new StringBuilder();
                        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
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

    enum State {
        OPEN,
        SEALED
    }

    @Embeddable
    static class Stop {

        @Nullable
        String town;

        @Column(name = "stop_day")
        @Nullable
        LocalDate day;

        Stop() {}

        Stop(String town, LocalDate day) {
            this.town = town;
            this.day = day;
        }
    }

    @Entity(name = "Parcel")
    @Table(name = "Parcel")
    static class Parcel extends TenantEntity {

        @Id
        long id;

        @Nullable
        String label;

        @Column(precision = 20, scale = 6)
        @Nullable
        BigDecimal weight;

        @Nullable
        Instant sent;

        @Nullable
        LocalDateTime due;

        @Nullable
        LocalTime opening;

        @Nullable
        UUID code;

        byte @Nullable [] seal;

        @Nullable
        Boolean fragile;

        @Nullable
        Double worth;

        @Nullable
        Short zone;

        @Nullable
        Character shelf;

        @Enumerated(EnumType.STRING)
        @Nullable
        State state;

        @ElementCollection
        Set<Stop> stops = new HashSet<>();

        @OneToMany(mappedBy = "parcel", cascade = CascadeType.ALL)
        Set<Item> items = new HashSet<>();

        Parcel() {}

        Parcel(long id) {
            this.id = id;
        }

        Parcel withEverything() {
            label = "\"quoted\\ \n\t\u0001 é \u20ac ' null";
            weight = new BigDecimal("12345.678900");
            sent = Instant.parse("2025-12-31T23:59:59.123456Z");
            due = LocalDateTime.parse("2026-01-02T03:04:05.000007");
            opening = LocalTime.parse("23:59:59");
            code = UUID.fromString("12345678-9abc-4def-8123-456789abcdef");
            seal = new byte[] {0, 1, -1};
            fragile = true;
            worth = 0.1 + 0.2;
            zone = -7;
            shelf = 'x';
            state = State.SEALED;
            stops.add(new Stop("a", LocalDate.of(2026, 1, 1)));
            stops.add(new Stop("b", LocalDate.of(1582, 10, 15)));
            items.add(new Item(20, this));
            return this;
        }
    }

    @Entity(name = "Item")
    @Table(name = "Item")
    static class Item extends TenantEntity {

        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Parcel parcel;

        Item() {}

        Item(int id, Parcel parcel) {
            this.id = id;
            this.parcel = parcel;
        }
    }
}
