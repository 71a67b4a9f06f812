/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.RowRefusedException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TransactionRequiredException;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows without end, by COPY on PostgreSQL and in batches elsewhere, with the same outcome. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class LoadAllIT {

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
    void saysWhichRowWasRefused(SessionFactoryScope scope) {
        var rows = new ArrayList<>(IntStream.range(0, 30).mapToObj(Crate::new).toList());
        rows.get(17).name = "long".repeat(100);

        var error = catchThrowableOfType(
                RowRefusedException.class, () -> load(scope, rows, BulkOptions.DEFAULT.inChunksOf(10)));

        assertThat(error.code()).isEqualTo("bulk.row-refused");
        assertThat(error.status()).isEqualTo(422);
        assertThat(error.reason()).isEqualTo("data");
        assertThat(error.entityName()).isEqualTo(Crate.class.getName());
        assertThat(error.getMessage()).doesNotContain("long");
        assertThat(error.toProblem()).containsEntry("reason", "data");
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(error.firstIndex()).isEqualTo(17);
            assertThat(error.lastIndex()).isEqualTo(17);
            assertThat(error.attributes()).containsExactly("name");
        } else {
            assertThat(error.firstIndex()).isEqualTo(10);
            assertThat(error.lastIndex()).isEqualTo(19);
        }
        assertThat(count(scope)).isZero();
    }

    @Test
    void saysWhichRowViolatedAConstraint(SessionFactoryScope scope) {
        load(scope, List.of(new Crate(23)), BulkOptions.DEFAULT);
        var rows = IntStream.range(0, 30).mapToObj(Crate::new).toList();

        var error = catchThrowableOfType(RowRefusedException.class, () -> load(scope, rows, BulkOptions.DEFAULT));

        assertThat(error.reason()).isEqualTo("constraint.unique");
        assertThat(error.firstIndex()).isLessThanOrEqualTo(23);
        assertThat(error.lastIndex()).isGreaterThanOrEqualTo(23);
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            assertThat(error.firstIndex()).isEqualTo(error.lastIndex());
        }
    }

    @Test
    void namesAnAttributeOfAnEmbeddable(SessionFactoryScope scope) {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);
        var row = new Crate(1);
        row.size = new Size(3, "much too long");

        assertThatThrownBy(() -> load(scope, List.of(row), BulkOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        RowRefusedException.class,
                        error -> assertThat(error.attributes()).containsExactly("size.unit"));
    }

    @Test
    void leavesBadRowsOut(SessionFactoryScope scope) {
        var gone = new Crate(99);
        load(scope, List.of(gone), BulkOptions.DEFAULT);
        scope.inStatelessTransaction(session -> session.delete(gone));
        var rows = IntStream.range(0, 40).mapToObj(Crate::new).toList();
        rows.get(5).inside = gone;
        rows.get(31).name = "long".repeat(100);

        var report =
                load(scope, rows, BulkOptions.onFailure(FailurePolicy.BISECT).inChunksOf(20));

        assertThat(report.inserted()).isEqualTo(38);
        assertThat(report.badRows()).extracting(BadRow::index).containsExactly(5, 31);
        assertThat(report.badRows()).extracting(BadRow::code).containsExactly("constraint.foreign-key", "data");
        assertThat(count(scope)).isEqualTo(38);
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
        try (var hook = Hooks.of(scope.factory()).on(Crate.class).beforeCreate(write -> {
            if (write.entity().id == 3) {
                throw HookVetoException.because("it leaks", write);
            }
            write.set("name", "hooked");
        })) {
            var rows = IntStream.range(0, 8).mapToObj(Crate::new).toList();
            assertThatThrownBy(() -> load(scope, rows, BulkOptions.DEFAULT))
                    .isInstanceOfSatisfying(RowRefusedException.class, error -> {
                        assertThat(error).hasRootCauseInstanceOf(HookVetoException.class);
                        assertThat(error.lastIndex()).isGreaterThanOrEqualTo(3);
                    });
            var report = load(scope, rows, BulkOptions.onFailure(FailurePolicy.BISECT));

            assertThat(report.badRows()).extracting(BadRow::index).containsExactly(3);
        }
        assertThat(told).containsExactly(7);
        scope.inTransaction(
                session -> assertThat(session.find(Crate.class, 7).name).isEqualTo("hooked"));
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

    @Test
    void leavesTheTransactionUsableWhereItsRowsFailToCome(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThatThrownBy(() -> Repository.of(session, Crate.class)
                            .loadAll(
                                    IntStream.range(0, 10).mapToObj(id -> {
                                        if (id == 7) {
                                            throw new IllegalStateException("end of file");
                                        }
                                        return new Crate(id);
                                    }),
                                    BulkOptions.DEFAULT.inChunksOf(4)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("end of file");
            session.persist(new Crate(100));
        });

        assertThat(count(scope)).isEqualTo(5);
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
    void needsATransaction(SessionFactoryScope scope) {
        try (var session = scope.openStatelessSession()) {
            assertThatThrownBy(() ->
                            BulkWrites.of(session, Crate.class).loadAll(List.of(new Crate(1)), BulkOptions.DEFAULT))
                    .isInstanceOf(TransactionRequiredException.class);
        }
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

    private static BulkReport<Crate> load(SessionFactoryScope scope, List<Crate> rows, BulkOptions options) {
        return scope.fromTransaction(
                session -> BulkWrites.of(session, Crate.class).loadAll(rows, options));
    }

    private static long count(SessionFactoryScope scope) {
        return scope.fromTransaction(session -> session.createSelectionQuery("select count(*) from Crate", Long.class)
                .getSingleResult());
    }

    enum Wood {
        OAK,
        PINE
    }

    @Embeddable
    record Size(int width, @Column(length = 5) @Nullable String unit) {}

    record Weight(int grams) {}

    static final class WeightConverter implements AttributeConverter<@Nullable Weight, @Nullable String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Weight weight) {
            return weight == null ? null : weight.grams + " g";
        }

        @Override
        public @Nullable Weight convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : new Weight(Integer.parseInt(text.replace(" g", "")));
        }
    }

    @Entity(name = "Crate")
    static class Crate extends AuditedEntity {

        @Id
        int id;

        @Nullable
        String name;

        @Nullable
        Wood wood;

        @Enumerated(EnumType.STRING)
        @Nullable
        Wood lid;

        @Nullable
        Size size;

        @Convert(converter = WeightConverter.class)
        @Nullable
        Weight tare;

        @Column(precision = 38, scale = 12)
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
        @Column(secondPrecision = 6)
        LocalTime dueAt;

        @Nullable
        LocalDateTime seenAt;

        @Column(name = "\"filled up\"")
        boolean filled;

        char grade = 'a';
        byte layers;
        short pieces;
        long weight;
        float light;
        double exact;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Crate inside;

        protected Crate() {}

        Crate(int id) {
            this.id = id;
        }

        static Crate full(int id, @Nullable Crate inside) {
            var crate = new Crate(id);
            crate.name = "Oak {\"a\\b\", NULL}\t\\N\n'x' \\. \r end";
            crate.wood = Wood.PINE;
            crate.lid = Wood.OAK;
            crate.size = new Size(3, "inch");
            crate.tare = new Weight(250);
            crate.price = new BigDecimal("12345.678900");
            crate.code = new UUID(1, id);
            crate.seal = new byte[] {0, -1, 34, 92, 10};
            crate.packed = Instant.parse("2026-02-28T23:59:59.123456Z");
            crate.opened = OffsetDateTime.of(2026, 1, 2, 3, 4, 0, 0, ZoneOffset.UTC);
            crate.due = LocalDate.of(2026, 2, 28);
            crate.dueAt = LocalTime.of(12, 30, 15);
            crate.seenAt = LocalDateTime.of(2026, 2, 28, 12, 0, 0);
            crate.filled = true;
            crate.layers = -3;
            crate.pieces = 7;
            crate.weight = Long.MAX_VALUE;
            crate.light = 0.5f;
            crate.exact = 1.0 / 3;
            crate.inside = inside;
            return crate;
        }

        /** The empty, the negative, and what UTF-8 needs two, three and four bytes for. */
        static Crate strange(int id) {
            var crate = new Crate(id);
            crate.name = "";
            crate.seal = new byte[0];
            crate.price = new BigDecimal("-0.000000000001");
            crate.due = LocalDate.of(1, 1, 1);
            crate.weight = Long.MIN_VALUE;
            crate.pieces = Short.MIN_VALUE;
            crate.grade = 'ß';
            crate.size = new Size(-1, "µ€漢");
            return crate;
        }

        static Crate random(int id, Random random) {
            var crate = new Crate(id);
            crate.name = random.nextBoolean() ? null : text(random);
            crate.price = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextLong(), random.nextInt(13));
            crate.tare = random.nextBoolean() ? null : new Weight(random.nextInt());
            crate.due = LocalDate.ofEpochDay(random.nextInt(40_000));
            crate.seenAt = LocalDateTime.ofEpochSecond(
                    random.nextInt(1_000_000_000), random.nextInt(1_000_000) * 1_000, ZoneOffset.UTC);
            crate.packed = Instant.ofEpochSecond(random.nextInt(1_000_000_000), random.nextInt(1_000_000) * 1_000L);
            crate.exact = random.nextGaussian();
            crate.light = random.nextFloat();
            crate.weight = random.nextLong();
            return crate;
        }

        /** The default character set of MariaDB has no others. */
        void keepToLatinLetters() {
            name = name == null ? null : name.replaceAll("[^\\x00-\\x7F]", "x");
            size = size == null ? null : new Size(size.width, "µ");
        }

        private static String text(Random random) {
            return random.ints(random.nextInt(20), 1, 0x3000)
                    .filter(Character::isLetterOrDigit)
                    .limit(40)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    @Entity(name = "Label")
    static class Label {

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "label_id")
        @SequenceGenerator(name = "label_id", allocationSize = 5)
        @Nullable
        Long id;

        String text = "";

        protected Label() {}

        Label(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Basket")
    static class Basket {

        @Id
        UUID id = UUID.randomUUID();

        @ElementCollection
        Set<String> fruits = new HashSet<>();
    }
}
