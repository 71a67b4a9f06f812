/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.hook.HookVetoException;
import dev.hibernateext.core.hook.Hooks;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BadRow;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkProgress;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many rows, by arrays on PostgreSQL and in batches elsewhere, with the same outcome. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BulkWritesIT {

    @Test
    void readsBackWhatItInserted(SessionFactoryScope scope, StatementRecorder recorder) {
        var parent = Sack.full(1, null);
        var rows = List.of(parent, Sack.full(2, parent), new Sack(3), Sack.early(4));

        recorder.clear();
        scope.inTransaction(session -> Repository.of(session, Sack.class).insertAll(rows, BulkOptions.DEFAULT));

        recorder.assertCount(StatementKind.INSERT, 1);
        scope.inTransaction(session -> {
            for (var row : rows) {
                var stored = session.find(Sack.class, row.id);
                assertThat(stored)
                        .usingRecursiveComparison()
                        .ignoringFields("inside", "createdAt", "updatedAt")
                        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                        .isEqualTo(row);
                assertThat(stored.getCreatedAt()).isEqualTo(row.getCreatedAt()).isNotNull();
                assertThat(stored.inside == null ? null : Hibernate.unproxy(stored.inside, Sack.class).id)
                        .isEqualTo(row.inside == null ? null : row.inside.id);
            }
        });
    }

    @Test
    void takesTwoRoundTripsForAThousandRows(SessionFactoryScope scope, StatementRecorder recorder) {
        var rows = IntStream.range(0, 1_000).mapToObj(Sack::new).toList();
        scope.inStatelessTransaction(session -> session.insert(new Sack(-1)));

        recorder.clear();
        var report = scope.fromStatelessTransaction(
                session -> Repository.of(session, Sack.class).insertAll(rows, BulkOptions.DEFAULT));

        assertThat(report.inserted()).isEqualTo(1_000);
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(recorder.roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void updatesAndDeletesAllButStaleRows(SessionFactoryScope scope) {
        var rows = IntStream.range(0, 10).mapToObj(Sack::new).toList();
        scope.inTransaction(session -> Repository.of(session, Sack.class).insertAll(rows, BulkOptions.DEFAULT));
        scope.inTransaction(session -> session.find(Sack.class, 4).name = "changed");
        rows.forEach(row -> row.name = "new");
        var bisect = BulkOptions.onFailure(FailurePolicy.BISECT);

        var updated = scope.fromTransaction(
                session -> Repository.of(session, Sack.class).updateAll(rows, bisect));
        assertThat(updated.updated()).isEqualTo(9);
        assertThat(updated.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad)
                        .extracting(BadRow::index, BadRow::id, BadRow::code)
                        .containsExactly(4, 4, "stale"));
        assertThat(rows).extracting(AuditedEntity::getVersion).containsOnly(0L, 1L);

        var deleted = scope.fromTransaction(
                session -> Repository.of(session, Sack.class).deleteAll(rows, bisect));
        assertThat(deleted.deleted()).isEqualTo(9);
        assertThat(deleted.badRows()).extracting(BadRow::index).containsExactly(4);
    }

    @Test
    void stopsSkipsOrThrowsAsToldTo(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.insert(new Sack(5)));
        var rows = IntStream.range(0, 12).mapToObj(Sack::new).toList();

        scope.inTransaction(session -> {
            var options = BulkOptions.onFailure(FailurePolicy.STOP).inChunksOf(4);
            var report = Repository.of(session, Sack.class).insertAll(rows, options);
            assertThat(report.inserted()).isEqualTo(5);
            assertThat(report.badRows()).extracting(BadRow::index).containsExactly(5);
            session.getTransaction().markRollbackOnly();
        });
        scope.inTransaction(session -> {
            var options = BulkOptions.onFailure(FailurePolicy.SKIP_CHUNK).inChunksOf(4);
            var report = Repository.of(session, Sack.class).insertAll(rows, options);
            assertThat(report.inserted()).isEqualTo(8);
            assertThat(report.badRows()).extracting(BadRow::index).containsExactly(4, 5, 6, 7);
            session.getTransaction().markRollbackOnly();
        });
        assertThatThrownBy(() -> scope.inTransaction(
                        session -> Repository.of(session, Sack.class).insertAll(rows, BulkOptions.DEFAULT)))
                .isInstanceOf(PersistenceException.class);
    }

    @Test
    void reportsARowThatIsAChunkOfItsOwn(SessionFactoryScope scope) {
        var row = new Sack(1);
        row.name = "long".repeat(100);

        var report = scope.fromTransaction(session -> Repository.of(session, Sack.class)
                .insertAll(List.of(row), BulkOptions.onFailure(FailurePolicy.BISECT)));

        assertThat(report.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad.code()).isEqualTo("data"));
    }

    @Test
    void reportsProgressAndCanBeCancelled(SessionFactoryScope scope) {
        var seen = new ArrayList<BulkProgress>();
        var rows = IntStream.range(0, 10).mapToObj(Sack::new).toList();
        var options = BulkOptions.DEFAULT.inChunksOf(4).onProgress(seen::add).until(() -> seen.size() == 2);

        var report = scope.fromTransaction(
                session -> Repository.of(session, Sack.class).insertAll(rows, options));

        assertThat(seen).containsExactly(new BulkProgress(4, 10), new BulkProgress(8, 10));
        assertThat(report.isCancelled()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.inserted()).isEqualTo(8);
    }

    @Test
    void callsHooksAndListenersForEachRowThatStays(SessionFactoryScope scope) {
        var told = new ArrayList<Integer>();
        Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes.changes().size());
            }
        });
        try (var hook = Hooks.of(scope.factory()).on(Sack.class).beforeCreate(write -> {
            if (write.entity().id == 3) {
                throw HookVetoException.because("it leaks", write);
            }
            write.set("name", "hooked");
        })) {
            var rows = IntStream.range(0, 8).mapToObj(Sack::new).toList();
            var report = scope.fromTransaction(session ->
                    Repository.of(session, Sack.class).insertAll(rows, BulkOptions.onFailure(FailurePolicy.BISECT)));

            assertThat(report.badRows()).extracting(BadRow::index).containsExactly(3);
        }
        assertThat(told).containsExactly(7);
        scope.inTransaction(
                session -> assertThat(session.find(Sack.class, 7).name).isEqualTo("hooked"));
    }

    @Test
    void needsATransaction(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            assertThatThrownBy(() ->
                            Repository.of(session, Sack.class).insertAll(List.of(new Sack(1)), BulkOptions.DEFAULT))
                    .isInstanceOf(TransactionRequiredException.class);
        }
    }

    @Test
    void refusesImpossibleChunks() {
        assertThatThrownBy(() -> BulkOptions.DEFAULT.inChunksOf(0)).isInstanceOf(IllegalArgumentException.class);
    }

    enum Cloth {
        LINEN,
        WOOL
    }

    @Embeddable
    record Size(int width, @Nullable Double height) {}

    @Entity(name = "Sack")
    static class Sack extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Cloth cloth;

        @Enumerated(EnumType.STRING)
        @Nullable
        Cloth lining;

        @Nullable
        Size size;

        @Column(precision = 20, scale = 6)
        @Nullable
        BigDecimal price;

        @Nullable
        UUID code;

        byte @Nullable [] seal;

        @Nullable
        Instant packed;

        @Nullable
        OffsetDateTime opened;

        @Nullable
        LocalDate due;

        @Nullable
        LocalTime dueAt;

        @Nullable
        LocalDateTime seenAt;

        boolean filled;
        char grade = 'a';
        short pieces;
        long weight;
        float light;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Sack inside;

        protected Sack() {}

        Sack(int id) {
            this.id = id;
        }

        static Sack full(int id, @Nullable Sack inside) {
            var sack = new Sack(id);
            sack.name = "Jute {\"a\\b\", NULL}";
            sack.cloth = Cloth.WOOL;
            sack.lining = Cloth.LINEN;
            sack.size = new Size(3, 1.5);
            sack.price = new BigDecimal("12345.678900");
            sack.code = new UUID(1, id);
            sack.seal = new byte[] {0, -1, 34, 92};
            sack.packed = Instant.parse("2026-02-28T23:59:59.123456Z");
            sack.opened = OffsetDateTime.of(2026, 1, 2, 3, 4, 0, 0, ZoneOffset.UTC);
            sack.due = LocalDate.of(2026, 2, 28);
            sack.dueAt = LocalTime.of(12, 30, 15);
            sack.seenAt = LocalDateTime.of(2026, 2, 28, 12, 0, 0);
            sack.filled = true;
            sack.pieces = 7;
            sack.weight = Long.MAX_VALUE;
            sack.light = 0.5f;
            sack.inside = inside;
            return sack;
        }

        static Sack early(int id) {
            var sack = new Sack(id);
            sack.name = "";
            sack.due = LocalDate.of(1, 1, 1);
            return sack;
        }
    }
}
