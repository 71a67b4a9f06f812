/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.tenant.TenantReferenceException;
import dev.hibernateext.core.tenant.TenantReferences;
import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.FailurePolicy;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rows of a chunk refer to is looked for at once. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class BulkReferencesIT {

    private static final int ROWS = 40;
    private static final int FOREIGN = 1_000;

    private final SessionFactoryScope scope;
    private final StatementRecorder statements;

    BulkReferencesIT(SessionFactoryScope scope, StatementRecorder statements) {
        this.scope = scope;
        this.statements = statements;
    }

    @BeforeEach
    void fill() {
        in(
                "red",
                session -> IntStream.range(0, ROWS).forEach(id -> {
                    session.persist(new Writer(id));
                    session.persist(new Prize(new PrizeId("red", id)));
                }));
        in("blue", session -> {
            session.persist(new Writer(FOREIGN));
            session.persist(new Prize(new PrizeId("blue", 1)));
        });
    }

    private void in(String tenant, Consumer<Session> work) {
        try (var session =
                scope.factory().withOptions().tenantIdentifier((Object) tenant).openSession()) {
            session.inTransaction(transaction -> work.accept(session));
        }
    }

    private static Novel novel(int id) {
        return new Novel(id, new Writer(id), new Prize(new PrizeId("red", id)));
    }

    private static Novel ofRed(int id) {
        var novel = novel(id);
        novel.tenant = "red";
        return novel;
    }

    private static List<Novel> novels(IntFunction<Novel> made) {
        return IntStream.range(0, ROWS).mapToObj(made).toList();
    }

    private List<String> lookups() {
        return statements.sql().stream()
                .filter(sql -> sql.contains(" own where own."))
                .toList();
    }

    @Test
    void looksOnceForEachEntityAChunkRefersTo() {
        in("red", session -> {
            var novels = Repository.of(session, Novel.class);
            statements.clear();

            novels.insertAll(novels(BulkReferencesIT::novel), BulkOptions.DEFAULT);

            assertThat(lookups()).hasSize(2);
        });
    }

    @Test
    void looksOnceForEachChunk() {
        in("red", session -> {
            var novels = Repository.of(session, Novel.class);
            statements.clear();

            novels.insertAll(
                    novels(id -> new Novel(id, new Writer(id), null)),
                    new BulkOptions(ROWS / 4, FailurePolicy.THROW, progress -> {}, () -> false));

            assertThat(lookups()).hasSize(4);
        });
    }

    @Test
    void looksOnceForUpdatesAndUpserts() {
        in(
                "red",
                session -> Repository.of(session, Novel.class)
                        .insertAll(novels(id -> new Novel(id, null, null)), BulkOptions.DEFAULT));
        in("red", session -> {
            statements.clear();
            Repository.of(session, Novel.class).updateAll(novels(BulkReferencesIT::ofRed), BulkOptions.DEFAULT);
            assertThat(lookups()).hasSize(2);
        });
        in("red", session -> {
            statements.clear();
            Repository.of(session, Novel.class)
                    .upsertAll(novels(BulkReferencesIT::ofRed), Upsert.byId(), BulkOptions.DEFAULT);
            assertThat(lookups()).hasSize(2);
        });
    }

    @Test
    void reportsOnlyTheRowsThatReferToForeignOnes() {
        in("red", session -> {
            var report = Repository.of(session, Novel.class)
                    .insertAll(
                            novels(id -> new Novel(
                                    id,
                                    new Writer(id == 7 ? FOREIGN : id),
                                    new Prize(id == 9 ? new PrizeId("blue", 1) : new PrizeId("red", id)))),
                            BulkOptions.onFailure(FailurePolicy.BISECT));

            assertThat(report.inserted()).isEqualTo(ROWS - 2);
            assertThat(report.badRows())
                    .hasSize(2)
                    .allSatisfy(bad -> assertThat(bad.code()).isEqualTo("tenant.reference"));
            assertThat(report.badRows()).extracting(bad -> bad.index()).containsExactly(7, 9);
        });
        in(
                "red",
                session -> assertThat(session.createSelectionQuery("select count(*) from Novel", Long.class)
                                .getSingleResult())
                        .isEqualTo(ROWS - 2));
    }

    @Test
    void insertsRowsThatReferToRowsOfTheSameChunk() {
        in("red", session -> {
            var first = new Chapter(1, null);
            Repository.of(session, Chapter.class).insertAll(List.of(first, new Chapter(2, first)), BulkOptions.DEFAULT);
        });

        in("red", session -> assertThat(session.find(Chapter.class, 2).previous).isNotNull());
    }

    /** The same without saying what comes: one look-up for each row. */
    @Test
    void looksAtOnceInAnyStatelessSessionThatIsTold() {
        for (var told : List.of(false, true)) {
            try (var session = scope.factory()
                    .withStatelessOptions()
                    .tenantIdentifier((Object) "red")
                    .openStatelessSession()) {
                var transaction = session.beginTransaction();
                var novels = novels(id -> new Novel(id, new Writer(id), null));
                statements.clear();
                if (told) {
                    TenantReferences.expect(session, novels);
                }
                session.insertMultiple(novels);
                assertThat(lookups()).hasSize(told ? 1 : ROWS);
                transaction.rollback();
            }
        }
    }

    @Test
    void refusesForeignRowsThatWereTold() {
        try (var session = scope.factory()
                .withStatelessOptions()
                .tenantIdentifier((Object) "red")
                .openStatelessSession()) {
            var transaction = session.beginTransaction();
            var novel = new Novel(1, new Writer(FOREIGN), null);
            TenantReferences.expect(session, List.of(novel(2), novel));

            assertThatThrownBy(() -> session.insert(novel)).isInstanceOf(TenantReferenceException.class);
            transaction.rollback();
        }
    }

    @Entity(name = "Writer")
    static class Writer {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        protected Writer() {}

        Writer(int id) {
            this.id = id;
        }
    }

    @Embeddable
    static class PrizeId {

        String giver = "";
        int number;

        protected PrizeId() {}

        PrizeId(String giver, int number) {
            this.giver = giver;
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PrizeId id && id.giver.equals(giver) && id.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Entity(name = "Prize")
    static class Prize {

        @EmbeddedId
        PrizeId id = new PrizeId();

        @TenantId
        @Nullable
        String tenant;

        protected Prize() {}

        Prize(PrizeId id) {
            this.id = id;
        }
    }

    @Entity(name = "Novel")
    static class Novel {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Writer writer;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Prize prize;

        protected Novel() {}

        Novel(int id, @Nullable Writer writer, @Nullable Prize prize) {
            this.id = id;
            this.writer = writer;
            this.prize = prize;
        }
    }

    @Entity(name = "Chapter")
    static class Chapter {

        @Id
        int id;

        @TenantId
        @Nullable
        String tenant;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Chapter previous;

        protected Chapter() {}

        Chapter(int id, @Nullable Chapter previous) {
            this.id = id;
            this.previous = previous;
        }
    }
}
