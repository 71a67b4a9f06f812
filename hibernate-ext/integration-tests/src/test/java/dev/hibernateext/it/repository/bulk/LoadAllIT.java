/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.it.repository.bulk.Crates.Basket;
import dev.hibernateext.it.repository.bulk.Crates.Crate;
import dev.hibernateext.it.repository.bulk.Crates.Label;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BadRow;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkProgress;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** Rows without end, by COPY on PostgreSQL and in batches elsewhere, with the same outcome. */
class LoadAllIT extends LoadTest {

    private static final long SEED = Long.getLong("hibernateext.seed", 20_261_121);

    @Test
    void readsBackWhatItLoaded(SessionFactoryScope scope) {
        var first = Crate.full(1, null);
        var rows = new ArrayList<>(List.of(first, Crate.full(2, first), new Crate(3), Crate.strange(4)));
        var random = new Random(SEED);
        for (var id = 5; id < 300; id++) {
            rows.add(Crate.random(id, random));
        }
        if (scope.database().kind() == DatabaseKind.MARIADB) {
            rows.forEach(Crate::keepToLatinLetters);
        }

        var report = load(scope, rows, BulkOptions.DEFAULT.inChunksOf(70));

        assertThat(report.inserted()).as("seed %d", SEED).isEqualTo(299);
        scope.inTransaction(session -> rows.forEach(row -> isStored(row, session.find(Crate.class, row.id))));
    }

    private static void isStored(Crate row, Crate stored) {
        assertThat(stored)
                .as("seed %d", SEED)
                .usingRecursiveComparison()
                .ignoringFields("inside", "createdAt", "updatedAt")
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(row);
        assertThat(stored.getCreatedAt()).isEqualTo(row.getCreatedAt()).isNotNull();
        assertThat(stored.inside == null ? null : Hibernate.unproxy(stored.inside, Crate.class).id)
                .isEqualTo(row.inside == null ? null : row.inside.id);
    }

    /** PostgreSQL's calendars go on where Java's text has signs, and end before Java's. */
    @Test
    void readsBackTimesFarAway(SessionFactoryScope scope) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        var row = new Crate(1);
        row.due = LocalDate.of(-4_711, 1, 1);
        row.seenAt = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000);
        row.packed = Instant.parse("-0043-03-15T10:00:00.000001Z");
        row.dueAt = LocalTime.of(23, 59, 59, 999_999_000);
        var tooLate = new Crate(2);
        tooLate.seenAt = LocalDateTime.of(294_277, 1, 1, 0, 0);

        load(scope, List.of(row), BulkOptions.DEFAULT);
        var report = load(scope, List.of(tooLate), BulkOptions.onFailure(FailurePolicy.BISECT));

        assertThat(report.badRows()).extracting(BadRow::code).containsExactly("data");
        scope.inTransaction(session -> assertThat(session.createNativeQuery(
                                "select cast(due as text), cast(seenAt as text), cast(packed at time zone 'UTC' as text), cast(dueAt as text) from Crate",
                                Object[].class)
                        .getSingleResult())
                .containsExactly(
                        "4712-01-01 BC",
                        "294276-12-31 23:59:59.999999",
                        "0044-03-15 10:00:00.000001 BC",
                        "23:59:59.999999"));
    }

    @Test
    void copiesEachChunkAndNothingElse(SessionFactoryScope scope, StatementRecorder recorder) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        load(scope, List.of(new Crate(-1)), BulkOptions.DEFAULT);
        var rows = IntStream.range(0, 3_000).mapToObj(Crate::new).toList();

        recorder.clear();
        load(scope, rows, BulkOptions.DEFAULT);

        recorder.assertCount(StatementKind.INSERT, 0);
        assertThat(recorder.roundTrips()).isEqualTo(2 + 3 * 2);
    }

    @Test
    void generatesIdsAndTakesRowsFromTheSameSession(SessionFactoryScope scope) {
        load(scope, IntStream.range(0, 50).mapToObj(Crate::new).toList(), BulkOptions.DEFAULT);

        var report = scope.fromTransaction(session -> {
            try (var crates = session.createSelectionQuery("from Crate order by id", Crate.class)
                    .setFetchSize(10)
                    .getResultStream()) {
                return BulkWrites.of(session, Label.class)
                        .loadAll(
                                crates.map(crate -> new Label("crate " + crate.id)), BulkOptions.DEFAULT.inChunksOf(7));
            }
        });

        assertThat(report.inserted()).isEqualTo(50);
        scope.inTransaction(
                session -> assertThat(session.createSelectionQuery("select distinct id from Label", Long.class)
                                .getResultList())
                        .hasSize(50));
    }

    @Test
    void reportsProgressAndCanBeCancelled(SessionFactoryScope scope) {
        var seen = new ArrayList<BulkProgress>();
        var options = BulkOptions.DEFAULT.inChunksOf(4).onProgress(seen::add).until(() -> seen.size() == 2);

        var report = scope.fromTransaction(session -> Repository.of(session, Crate.class)
                .loadAll(Stream.iterate(0, id -> id + 1).map(Crate::new), options));

        assertThat(seen).containsExactly(new BulkProgress(4, -1), new BulkProgress(8, -1));
        assertThat(report.isCancelled()).isTrue();
        assertThat(report.inserted()).isEqualTo(8);
        assertThat(count(scope)).isEqualTo(8);
    }

    /** However many rows there are, those of one chunk are held. */
    @Test
    void holdsNoRowOfAChunkThatIsWritten(SessionFactoryScope scope) {
        var made = new ArrayList<WeakReference<Crate>>();
        var held = new ArrayList<Long>();
        var options = BulkOptions.DEFAULT.inChunksOf(100).onProgress(progress -> {
            System.gc();
            held.add(made.stream().filter(row -> row.get() != null).count());
        });

        scope.inTransaction(session -> BulkWrites.of(session, Crate.class)
                .loadAll(
                        IntStream.range(0, 500).mapToObj(id -> {
                            var row = new Crate(id);
                            made.add(new WeakReference<>(row));
                            return row;
                        }),
                        options));

        assertThat(held).hasSize(5).allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(101));
    }

    @Test
    void loadsNothing(SessionFactoryScope scope, StatementRecorder recorder) {
        recorder.clear();
        var report = load(scope, List.of(), BulkOptions.DEFAULT);

        assertThat(report.inserted()).isZero();
        assertThat(report.isComplete()).isTrue();
        assertThat(recorder.count()).isZero();
    }

    @Test
    void loadsEntitiesThatCannotBeCopied(SessionFactoryScope scope) {
        var basket = new Basket();
        basket.fruits.addAll(Set.of("apple", "pear"));

        scope.inTransaction(
                session -> BulkWrites.of(session, Basket.class).loadAll(List.of(basket), BulkOptions.DEFAULT));

        scope.inTransaction(
                session -> assertThat(session.find(Basket.class, basket.id)).isNotNull());
    }

    /** COPY would take the bytes of one type for those of another. */
    @Test
    void insertsWhereColumnsAreNotOfTheMappedTypes(SessionFactoryScope scope, StatementRecorder recorder) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        alter(scope, "alter table Crate alter column weight type numeric");
        alter(scope, "alter table Crate alter column pieces type bigint");
        try {
            recorder.clear();
            load(scope, List.of(Crate.full(1, null)), BulkOptions.DEFAULT);

            recorder.assertCount(StatementKind.INSERT, 1);
            alter(scope, "alter table Crate alter column weight type bigint");
            recorder.clear();
            load(scope, List.of(Crate.full(2, null)), BulkOptions.DEFAULT);
            recorder.assertCount(StatementKind.INSERT, 0);
            scope.inTransaction(session -> assertThat(
                            session.createNativeQuery("select weight, pieces from Crate order by id", Object[].class)
                                    .getResultList())
                    .containsExactly(new Object[] {Long.MAX_VALUE, 7L}, new Object[] {Long.MAX_VALUE, 7L}));
        } finally {
            alter(scope, "alter table Crate alter column weight type bigint");
            alter(scope, "alter table Crate alter column pieces type smallint");
        }
    }

    /** COPY is refused there. */
    @Test
    void keepsToRowLevelSecurity(SessionFactoryScope scope, StatementRecorder recorder) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        alter(scope, "create role loader");
        alter(scope, "grant select, insert on Crate to loader");
        alter(scope, "alter table Crate enable row level security");
        alter(scope, "create policy small on Crate to loader using (true) with check (id < 5)");
        try {
            recorder.clear();
            var report = scope.fromTransaction(session -> {
                session.createNativeMutationQuery("set local role loader").executeUpdate();
                return BulkWrites.of(session, Crate.class)
                        .loadAll(List.of(new Crate(1), new Crate(2)), BulkOptions.DEFAULT);
            });
            assertThat(report.inserted()).isEqualTo(2);
            recorder.assertCount(StatementKind.INSERT, 1);
            assertThatThrownBy(() -> scope.inTransaction(session -> {
                        session.createNativeMutationQuery("set local role loader")
                                .executeUpdate();
                        BulkWrites.of(session, Crate.class).loadAll(List.of(new Crate(7)), BulkOptions.DEFAULT);
                    }))
                    .hasStackTraceContaining("row-level security");
        } finally {
            alter(scope, "drop policy small on Crate");
            alter(scope, "alter table Crate disable row level security");
            alter(scope, "revoke all on Crate from loader");
            alter(scope, "drop role loader");
        }
    }

    private static void alter(SessionFactoryScope scope, String statement) {
        scope.inTransaction(
                session -> session.createNativeMutationQuery(statement).executeUpdate());
    }
}
