/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernateext.core.change.ChangeListener;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.mixins.AuditedEntity;
import dev.hibernateext.mixins.SoftDeletableEntity;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkReport;
import dev.hibernateext.repository.bulk.DeletedRowPolicy;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that are there or not: the same outcome by one statement on PostgreSQL and by looking first elsewhere. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class UpsertAllIT {

    private static final int THREADS = 4;
    private static final int TRANSACTIONS = Integer.getInteger("bulk.races", 500);

    @Test
    void insertsWhatIsNotThereAndUpdatesTheRestById(SessionFactoryScope scope, StatementRecorder recorder) {
        var first = new Part("a", "bolt", 1);
        scope.inStatelessTransaction(session -> session.insert(first));
        var second = new Part("a", "nut", 2);
        second.id = first.id;
        var third = new Part("b", "washer", 3);

        recorder.clear();
        var report = upsert(scope, Upsert.byId(), second, third);

        assertThat(report).extracting(BulkReport::inserted, BulkReport::updated).containsExactly(1, 1);
        assertThat(second.getVersion()).isEqualTo(1);
        var stored = part(scope, "a");
        assertThat(stored.name).isEqualTo("nut");
        assertThat(stored.getVersion()).isEqualTo(1);
        assertThat(stored.getCreatedAt()).isEqualTo(first.getCreatedAt());
        assertThat(stored.getUpdatedAt()).isAfterOrEqualTo(first.getUpdatedAt());
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            recorder.assertCount(StatementKind.INSERT, 1);
        }
    }

    @Test
    void matchesByNaturalIdKeyAndConstraint(SessionFactoryScope scope) {
        var first = new Part("a", "bolt", 1);
        scope.inStatelessTransaction(session -> session.insert(first));

        for (var upsert : List.of(
                Upsert.byNaturalId(),
                Upsert.byKey("code"),
                Upsert.byKey("shelf", "place"),
                Upsert.byConstraint("part_place"))) {
            var given = new Part("a", "nut", 1);
            var report = upsert(scope, upsert, given);

            assertThat(report.updated()).isOne();
            assertThat(given.id).isEqualTo(first.id);
        }
        assertThat(part(scope, "a").getVersion()).isEqualTo(4);
    }

    @Test
    void changesOnlySomeAttributes(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.insert(new Part("a", "bolt", 1)));
        var given = new Part("a", "nut", 7);

        upsert(scope, Upsert.byKey("code").changingOnly("name"), given);

        var stored = part(scope, "a");
        assertThat(stored.name).isEqualTo("nut");
        assertThat(stored.place).isEqualTo(1);
        assertThat(stored.getVersion()).isEqualTo(1);
    }

    @Test
    void keepsRowsThatAreThere(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.insert(new Part("a", "bolt", 1)));

        var report =
                upsert(scope, Upsert.byKey("code").keepingRows(), new Part("a", "nut", 7), new Part("b", "nut", 8));

        assertThat(report).extracting(BulkReport::inserted, BulkReport::skipped).containsExactly(1, 1);
        assertThat(part(scope, "a").name).isEqualTo("bolt");
    }

    @Test
    void writesAKeyThatComesTwiceOneAfterTheOther(SessionFactoryScope scope) {
        var report = upsert(scope, Upsert.byKey("code"), new Part("a", "bolt", 1), new Part("a", "nut", 1));

        assertThat(report).extracting(BulkReport::inserted, BulkReport::updated).containsExactly(1, 1);
        assertThat(part(scope, "a").name).isEqualTo("nut");
    }

    @Test
    void givesEachInstanceTheIdAndVersionOfItsRow(SessionFactoryScope scope) {
        var there = IntStream.range(0, 100)
                .mapToObj(place -> new Part("code " + 2 * place, "bolt", 2 * place))
                .toList();
        scope.inTransaction(session -> Repository.of(session, Part.class).insertAll(there, BulkOptions.DEFAULT));
        scope.inTransaction(session -> there.forEach(part -> session.find(Part.class, part.id).name = "screw"));
        var given = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(place -> new Part("code " + place, "nut", place))
                .toList());
        Collections.shuffle(given, new Random(1));

        for (var upsert : List.of(Upsert.byKey("code"), Upsert.byKey("shelf", "place"))) {
            upsert(scope, upsert, given.toArray(Part[]::new));

            scope.inTransaction(session -> given.forEach(part -> {
                var stored = session.find(Part.class, part.id);
                assertThat(stored.code).isEqualTo(part.code);
                assertThat(stored.getVersion()).isEqualTo(part.getVersion());
            }));
        }
        assertThat(given).extracting(AuditedEntity::getVersion).containsOnly(3L, 1L);
    }

    @Test
    void findsBadRows(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> session.insert(new Part("a", "bolt", 1)));
        var rows = List.of(new Part("b", "nut", 2), new Part("c", "nut", 1), new Part("d", "nut", 3));

        var report = scope.fromTransaction(session -> Repository.of(session, Part.class)
                .upsertAll(rows, Upsert.byKey("code"), BulkOptions.onFailure(FailurePolicy.BISECT)));

        assertThat(report.badRows()).singleElement().satisfies(bad -> {
            assertThat(bad.index()).isOne();
            assertThat(bad.code()).isEqualTo("constraint.unique");
            assertThat(bad.attributes()).containsExactlyInAnyOrder("shelf", "place");
        });
        assertThat(report.inserted()).isEqualTo(2);
    }

    @Test
    void refusesUnknownAttributesAndConstraints(SessionFactoryScope scope) {
        for (var upsert : List.of(
                Upsert.byKey("size"),
                Upsert.byConstraint("part_size"),
                Upsert.byId().changingOnly("size"))) {
            assertThatThrownBy(() -> upsert(scope, upsert, new Part("a", "bolt", 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tellsListeners(SessionFactoryScope scope) {
        var told = new ArrayList<Integer>();
        Changes.of(scope.factory()).register(new ChangeListener() {
            @Override
            public void afterCommit(ChangeSet changes) {
                told.add(changes.changes().size());
            }
        });

        upsert(scope, Upsert.byKey("code"), new Part("a", "bolt", 1), new Part("b", "nut", 2));

        assertThat(told).containsExactly(2);
    }

    @Test
    void treatsDeletedRowsAsToldTo(SessionFactoryScope scope) {
        var first = new Drawer(1, "a");
        scope.inTransaction(session -> session.persist(first));
        scope.inTransaction(session -> Trash.of(session, Drawer.class).delete(List.of(1)));

        var refused = scope.fromTransaction(session -> Repository.of(session, Drawer.class)
                .upsertAll(
                        List.of(new Drawer(2, "a"), new Drawer(3, "b")),
                        Upsert.byKey("label"),
                        BulkOptions.onFailure(FailurePolicy.BISECT)));
        assertThat(refused.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad.index()).isZero());

        var inserted = scope.fromTransaction(session -> Repository.of(session, Drawer.class)
                .upsertAll(
                        List.of(new Drawer(4, "a")),
                        Upsert.byKey("label").onDeleted(DeletedRowPolicy.INSERT),
                        BulkOptions.onFailure(FailurePolicy.BISECT)));
        assertThat(inserted.badRows())
                .singleElement()
                .satisfies(bad -> assertThat(bad.code()).isEqualTo("constraint.unique"));

        var revived = scope.fromTransaction(session -> Repository.of(session, Drawer.class)
                .upsertAll(
                        List.of(new Drawer(5, "a")),
                        Upsert.byKey("label").onDeleted(DeletedRowPolicy.REVIVE),
                        BulkOptions.DEFAULT));
        assertThat(revived.updated()).isOne();
        scope.inTransaction(session -> assertThat(session.find(Drawer.class, 1))
                .extracting(drawer -> drawer.label)
                .isEqualTo("a"));
    }

    @Test
    void losesNoTransactionToARace(SessionFactoryScope scope) throws Exception {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);

        var failed = race(
                scope,
                key -> UUID.randomUUID(),
                (session, rows) ->
                        Repository.of(session, Part.class).upsertAll(rows, Upsert.byKey("code"), BulkOptions.DEFAULT));

        assertThat(failed).isEmpty();
    }

    /** What the statement over arrays is for. */
    @Test
    void losesTransactionsToARaceByMerge(SessionFactoryScope scope) throws Exception {
        assumeThat(scope.database().kind()).isEqualTo(DatabaseKind.POSTGRESQL);

        var failed = race(scope, key -> new UUID(0, key), StatelessSession::upsertMultiple);

        assertThat(failed).isNotEmpty();
    }

    private static List<String> race(
            SessionFactoryScope scope, IntFunction<UUID> ids, BiConsumer<StatelessSession, List<Part>> write)
            throws Exception {
        var executor = Executors.newFixedThreadPool(THREADS);
        var results = new ArrayList<Future<@Nullable String>>();
        try {
            for (var i = 0; i < TRANSACTIONS; i++) {
                var rows = contended(i, ids);
                results.add(executor.submit(() -> failure(scope, session -> write.accept(session, rows))));
            }
            var failed = new ArrayList<String>();
            for (var result : results) {
                var failure = result.get();
                if (failure != null) {
                    failed.add(failure);
                }
            }
            return failed;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Transactions that run at once have the same new keys, in any order. */
    private static List<Part> contended(int transaction, IntFunction<UUID> ids) {
        var keys = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(keys, new Random(transaction));
        return keys.stream()
                .map(key -> transaction / THREADS * keys.size() + key)
                .map(key -> contended(ids.apply(key), key))
                .toList();
    }

    /** With no other unique key in common: a statement arbitrates by one. */
    private static Part contended(UUID id, int key) {
        var part = new Part(id, "code " + key, "race", key);
        part.shelf = id.toString();
        return part;
    }

    private static @Nullable String failure(SessionFactoryScope scope, Consumer<StatelessSession> work) {
        try {
            scope.inStatelessTransaction(work);
            return null;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static BulkReport<Part> upsert(SessionFactoryScope scope, Upsert upsert, Part... parts) {
        return scope.fromTransaction(
                session -> Repository.of(session, Part.class).upsertAll(List.of(parts), upsert, BulkOptions.DEFAULT));
    }

    private static Part part(SessionFactoryScope scope, String code) {
        return scope.fromTransaction(session -> session.createSelectionQuery("from Part where code = :code", Part.class)
                .setParameter("code", code)
                .getSingleResult());
    }

    @Entity(name = "Part")
    @Table(
            uniqueConstraints =
                    @UniqueConstraint(
                            name = "part_place",
                            columnNames = {"shelf", "place"}))
    static class Part extends AuditedEntity {

        @Id
        UUID id = new UUID(0, 0);

        @NaturalId(mutable = true)
        String code = "";

        String name = "";
        String shelf = "top";
        int place;

        protected Part() {}

        Part(String code, String name, int place) {
            this(UUID.randomUUID(), code, name, place);
        }

        Part(UUID id, String code, String name, int place) {
            this.id = id;
            this.code = code;
            this.name = name;
            this.place = place;
        }
    }

    @Entity(name = "Drawer")
    @Table(uniqueConstraints = @UniqueConstraint(columnNames = "label"))
    static class Drawer extends SoftDeletableEntity {

        @Id
        int id;

        String label = "";

        protected Drawer() {}

        Drawer(int id, String label) {
            this.id = id;
            this.label = label;
        }
    }
}
