/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BadRow;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random rows, some of which the database refuses: bisection finds exactly those, and writes all others. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BisectionOracleIT {

    private static final int RUNS = 12;

    private final long seed = Long.getLong("hibernateext.seed", 20_261_121);
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void writesAllRowsButTheBadOnes(Kind kind, SessionFactoryScope scope, StatementRecorder recorder) {
        for (var run = 0; run < RUNS; run++) {
            var chunk = 1 + random.nextInt(40);
            var rows = new Rows(run * 1_000, random.nextInt(120), random.nextInt(6), random);
            var options = BulkOptions.onFailure(FailurePolicy.BISECT).inChunksOf(chunk);
            var label = "seed %d, run %d: %d rows, chunks of %d, bad %s"
                    .formatted(seed, run, rows.all.size(), chunk, rows.bad);
            scope.inTransaction(session -> session.persist(new Crate(rows.first + 999, rows.taken)));
            kind.write(scope, crates -> {
                recorder.clear();
                var report = crates.insertAll(rows.all, options);

                assertThat(report.badRows())
                        .as(label)
                        .extracting(BadRow::index)
                        .containsExactlyElementsOf(new TreeSet<>(rows.bad.keySet()));
                report.badRows().forEach(bad -> rows.flaw(bad.index()).check(label, bad));
                assertThat(report.inserted()).as(label).isEqualTo(rows.all.size() - rows.bad.size());
                assertThat(batches(recorder)).as(label).isLessThanOrEqualTo(bound(rows, chunk));
            });
            scope.inTransaction(
                    session -> assertThat(ids(session, rows)).as(label).isEqualTo(rows.good()));
        }
    }

    private static long bound(Rows rows, int chunk) {
        var halvings = 32 - Integer.numberOfLeadingZeros(chunk - 1);
        return (long) rows.bad.size() * (halvings + 1) + (rows.all.size() + chunk - 1) / chunk;
    }

    private static long batches(StatementRecorder recorder) {
        return recorder.count(StatementKind.INSERT);
    }

    private static Set<Integer> ids(SharedSessionContract session, Rows rows) {
        return new TreeSet<>(
                session.createSelectionQuery("select id from Crate where id between :first and :last", Integer.class)
                        .setParameter("first", rows.first)
                        .setParameter("last", rows.first + 998)
                        .getResultList());
    }

    /** Over which session. */
    enum Kind {
        SESSION {
            @Override
            void write(SessionFactoryScope scope, Consumer<Repository<Crate, Integer>> work) {
                scope.inTransaction(session -> work.accept(Repository.of(session, Crate.class)));
            }
        },
        STATELESS {
            @Override
            void write(SessionFactoryScope scope, Consumer<Repository<Crate, Integer>> work) {
                scope.inStatelessTransaction(session -> work.accept(Repository.of(session, Crate.class)));
            }
        };

        abstract void write(SessionFactoryScope scope, Consumer<Repository<Crate, Integer>> work);
    }

    /** What is wrong with a row. */
    enum Flaw {
        UNIQUE("constraint.unique", "label"),
        FOREIGN_KEY("constraint.foreign-key", null),
        CHECK("constraint.check", null),
        NOT_NULL("constraint.not-null", "contents"),
        TOO_LONG("data", null);

        private final String code;
        private final @Nullable String attribute;

        Flaw(String code, @Nullable String attribute) {
            this.code = code;
            this.attribute = attribute;
        }

        void spoil(Crate crate, String taken) {
            switch (this) {
                case UNIQUE -> crate.label = taken;
                case FOREIGN_KEY -> crate.insideId = -1;
                case CHECK -> crate.weight = -1;
                case NOT_NULL -> crate.contents = null;
                case TOO_LONG -> crate.contents = "long".repeat(20);
            }
        }

        void check(String label, BadRow<Crate> bad) {
            assertThat(bad.code()).as("%s: %s", label, bad).isEqualTo(code);
            if (attribute != null) {
                assertThat(bad.attributes()).as("%s: %s", label, bad).contains(attribute);
            }
            assertThat(bad.id()).isEqualTo(bad.entity().id);
            assertThat(bad.entity().getCreatedAt()).as(label).isNull();
        }
    }

    /** Some rows with ids from a first one on, a few of them spoilt. */
    private static final class Rows {

        final int first;
        final String taken;
        final List<Crate> all = new ArrayList<>();
        final Map<Integer, Flaw> bad = new HashMap<>();

        Rows(int first, int count, int spoilt, Random random) {
            this.first = first;
            this.taken = "taken " + first;
            for (var i = 0; i < count; i++) {
                all.add(new Crate(first + i, "label " + (first + i)));
            }
            var flaws = List.of(Flaw.values());
            for (var i = 0; i < Math.min(spoilt, count); i++) {
                var index = random.nextInt(count);
                if (!bad.containsKey(index)) {
                    var flaw = flaws.get(random.nextInt(flaws.size()));
                    flaw.spoil(all.get(index), taken);
                    bad.put(index, flaw);
                }
            }
        }

        Flaw flaw(int index) {
            return Objects.requireNonNull(bad.get(index));
        }

        Set<Integer> good() {
            var ids = new TreeSet<Integer>();
            for (var i = 0; i < all.size(); i++) {
                if (!bad.containsKey(i)) {
                    ids.add(all.get(i).id);
                }
            }
            return ids;
        }
    }

    @Entity(name = "Crate")
    @Table(check = @CheckConstraint(name = "crate_weight", constraint = "weight >= 0"))
    static class Crate extends AuditedEntity {

        @Id
        int id;

        @Column(unique = true)
        String label = "";

        @Column(nullable = false, length = 20)
        @Nullable
        String contents = "apples";

        int weight;

        @Column(name = "inside_id")
        @Nullable
        Integer insideId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "inside_id", insertable = false, updatable = false)
        @Nullable
        Crate inside;

        protected Crate() {}

        Crate(int id, String label) {
            this.id = id;
            this.label = label;
        }
    }
}
