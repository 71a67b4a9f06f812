/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.NotSoftDeletableException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.core.softdelete.UnknownDeletionException;
import dev.hibernateext.it.softdelete.Library.Account;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Deposit;
import dev.hibernateext.it.softdelete.Library.Genre;
import dev.hibernateext.it.softdelete.Library.Letter;
import dev.hibernateext.it.softdelete.Library.Medium;
import dev.hibernateext.it.softdelete.Library.Member;
import dev.hibernateext.it.softdelete.Library.Patron;
import dev.hibernateext.it.softdelete.Library.Reservation;
import dev.hibernateext.it.softdelete.Library.Review;
import dev.hibernateext.it.softdelete.Library.Seat;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Shelf;
import dev.hibernateext.it.softdelete.Library.Tape;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trash shows, brings back and removes; and what it refuses. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            Author.class, Book.class, Genre.class, Letter.class, Award.class, Review.class, Library.Source.class,
            Secret.class, Reservation.class, Shelf.class, Medium.class, Tape.class, Member.class, Patron.class,
            Account.class, Deposit.class
        })
class TrashIT implements SettingsContributor {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final MutableClock CLOCK = MutableClock.startingAt(NOW);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind() {
        CLOCK.set(NOW);
    }

    @Test
    void restoresARowWithWhatWasDeletedWithIt(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Book.class, 2);
        remove(scope, Author.class, 1);

        var result =
                scope.fromTransaction(session -> trash(session, Author.class).restore(1));

        assertThat(result.rowsByEntity())
                .containsOnly(
                        Map.entry(Author.class.getName(), 1L),
                        Map.entry(Book.class.getName(), 1L),
                        Map.entry(Award.class.getName(), 1L));
        assertThat(result.rowsOf(Book.class)).isEqualTo(1);
        assertThat(result.total()).isEqualTo(3);
        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            assertThat(author.getDeletedAt()).isNull();
            assertThat(author.getDeletedBy()).isNull();
            assertThat(author.getDeletionId()).isNull();
            assertThat(author.getVersion()).isEqualTo(2);
            assertThat(author.books).extracting(book -> book.id).containsExactly(1);
            assertThat(author.awards).hasSize(1);
            assertThat(author.tags).containsExactlyInAnyOrder("x", "y");
            assertThat(author.genres).hasSize(1);
            assertThat(author.letters).hasSize(1);
            assertThat(session.find(Book.class, 2)).isNull();
        });
    }

    @Test
    void stampsWhatItRestores(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));
        remove(scope, Book.class, 1);
        CLOCK.set(NOW.plusSeconds(60));

        scope.inTransaction(session -> {
            try (var actor = Contexts.open(Context.ofActor("ada"))) {
                trash(session, Book.class).restore(1);
            }
        });

        var book = row(scope, Book.class, 1);
        assertThat(book.getUpdatedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(book.getUpdatedBy()).isEqualTo("ada");
        assertThat(book.getCreatedAt()).isEqualTo(NOW);
    }

    @Test
    void leavesWhatWasDeletedAfterwards(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Author.class, 1);
        var deletion = deletionOf(scope, Author.class, 1);
        scope.inTransaction(session -> trash(session, Author.class).restoreOperation(deletion));
        remove(scope, Book.class, 1);

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        UnknownDeletionException.class,
                        () -> trash(session, Author.class).restoreOperation(deletion)))
                .extracting(UnknownDeletionException::deletionId, UnknownDeletionException::code)
                .containsExactly(deletion, "softdelete.unknown-deletion"));
        assertThat(row(scope, Book.class, 1).getDeletedAt()).isNotNull();
    }

    @Test
    void restoresAnOperation(SessionFactoryScope scope) {
        persistLibrary(scope);
        persist(scope, new Author(2, "other"));
        scope.inTransaction(session -> trash(session, Author.class).delete(List.of(1, 2)));
        var deletion = deletionOf(scope, Author.class, 2);

        var result =
                scope.fromTransaction(session -> trash(session, Author.class).restoreOperation(deletion));

        assertThat(result.rowsOf(Author.class)).isEqualTo(2);
        assertThat(result.rowsOf(Book.class)).isEqualTo(2);
        assertThat(result.total()).isEqualTo(5);
    }

    @Test
    void restoresOneOfManyThatWereDeletedTogether(SessionFactoryScope scope) {
        persist(scope, new Author(1, "a"), new Author(2, "b"));
        scope.inTransaction(session -> trash(session, Author.class).delete(List.of(1, 2)));

        scope.inTransaction(session -> trash(session, Author.class).restore(2));

        assertThat(find(scope, Author.class, 1)).isNull();
        assertThat(find(scope, Author.class, 2)).isNotNull();
    }

    @Test
    void refusesARowBelowADeletedOne(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Book.class, 2);
        remove(scope, Author.class, 1);

        for (var book : List.of(1, 2)) {
            scope.inTransaction(session -> assertThat(catchThrowableOfType(
                            ParentDeletedException.class,
                            () -> trash(session, Book.class).restore(book)))
                    .extracting(
                            ParentDeletedException::entity,
                            ParentDeletedException::id,
                            ParentDeletedException::parentEntity,
                            ParentDeletedException::parentId,
                            ParentDeletedException::status)
                    .containsExactly(Book.class.getName(), book, Author.class.getName(), 1, 409));
        }
        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        ParentDeletedException.class,
                        () -> trash(session, Award.class).restore(1)))
                .isNotNull());
        assertThat(row(scope, Book.class, 1).getDeletedAt()).isNotNull();
    }

    @Test
    void refusesWhatIsNotInTheTrash(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null));
        remove(scope, Book.class, 2);

        for (var id : List.of(1, 3)) {
            scope.inTransaction(session -> {
                var trash = trash(session, Book.class);
                assertThat(catchThrowableOfType(NotInTrashException.class, () -> trash.restoreAll(List.of(2, id))))
                        .extracting(NotInTrashException::entity, NotInTrashException::id, NotInTrashException::status)
                        .containsExactly(Book.class.getName(), id, 404);
                assertThat(catchThrowableOfType(NotInTrashException.class, () -> trash.purgeAll(List.of(2, id))))
                        .isNotNull();
            });
        }
        assertThat(row(scope, Book.class, 2).getDeletedAt()).isNotNull();
    }

    @Test
    void restoresTheVersionThatWasExpectedOnly(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));
        remove(scope, Book.class, 1);

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        VersionConflictException.class,
                        () -> trash(session, Book.class).restore(1, ExpectedVersion.of(0))))
                .extracting(VersionConflictException::current, VersionConflictException::isGone)
                .containsExactly(1L, false));
        assertThat(row(scope, Book.class, 1).getDeletedAt()).isNotNull();

        scope.inTransaction(session -> trash(session, Book.class).restore(1, ExpectedVersion.of(1)));
        assertThat(Objects.requireNonNull(find(scope, Book.class, 1)).getVersion())
                .isEqualTo(2);
    }

    @Test
    void restoresEveryKindOfEntity(SessionFactoryScope scope) {
        var shelf = new Shelf(1);
        persist(
                scope,
                shelf,
                new Medium(1, shelf),
                new Tape(2, shelf),
                new Member(1),
                new Patron(2),
                new Account(1),
                new Deposit(2),
                new Reservation(new Seat(1, 2), "guest"),
                new Secret(1, "s"));
        scope.inTransaction(session -> {
            trash(session, Medium.class).delete(List.of(1, 2));
            trash(session, Member.class).delete(List.of(1, 2));
            trash(session, Account.class).delete(List.of(1, 2));
            trash(session, Reservation.class).delete(List.of(new Seat(1, 2)));
            trash(session, Secret.class).delete(List.of(1));
        });
        scope.inTransaction(session -> {
            assertThat(trash(session, Medium.class).count()).isEqualTo(2);
            assertThat(trash(session, Tape.class).count()).isEqualTo(1);
            assertThat(trash(session, Account.class).count()).isEqualTo(2);
            assertThat(session.find(Reservation.class, new Seat(1, 2))).isNull();
        });

        scope.inTransaction(session -> {
            assertThat(trash(session, Tape.class).restore(2).total()).isEqualTo(1);
            assertThat(trash(session, Medium.class).restore(1).total()).isEqualTo(1);
            assertThat(trash(session, Member.class).restoreAll(List.of(1, 2)).total())
                    .isEqualTo(2);
            assertThat(trash(session, Account.class).restoreAll(List.of(1, 2)).total())
                    .isEqualTo(2);
            assertThat(trash(session, Reservation.class).restore(new Seat(1, 2)).total())
                    .isEqualTo(1);
            assertThat(trash(session, Secret.class).restore(1).total()).isEqualTo(1);
        });

        scope.inTransaction(session -> {
            assertThat(session.find(Tape.class, 2)).isNotNull();
            assertThat(session.find(Patron.class, 2)).isNotNull();
            assertThat(session.find(Deposit.class, 2)).isNotNull();
            assertThat(session.find(Reservation.class, new Seat(1, 2))).isNotNull();
            assertThat(session.find(Secret.class, 1)).isNotNull();
        });
    }

    @Test
    void purgesEveryKindOfEntity(SessionFactoryScope scope) {
        var shelf = new Shelf(1);
        persist(
                scope,
                shelf,
                new Medium(1, shelf),
                new Tape(2, shelf),
                new Member(1),
                new Patron(2),
                new Account(1),
                new Deposit(2),
                new Reservation(new Seat(1, 2), "guest"),
                new Reservation(new Seat(1, 3), "guest"),
                new Secret(1, "s"));
        scope.inTransaction(session -> {
            trash(session, Medium.class).delete(List.of(1, 2));
            trash(session, Member.class).delete(List.of(1, 2));
            trash(session, Account.class).delete(List.of(1, 2));
            trash(session, Reservation.class).delete(List.of(new Seat(1, 2), new Seat(1, 3)));
            trash(session, Secret.class).delete(List.of(1));
        });

        scope.inTransaction(session -> {
            assertThat(trash(session, Medium.class).purgeAll(List.of(1, 2)).rowsByTable())
                    .containsValue(2L);
            assertThat(trash(session, Member.class).purgeAll(List.of(1, 2)).total())
                    .isEqualTo(2);
            assertThat(trash(session, Account.class).purgeAll(List.of(1, 2)).total())
                    .isEqualTo(2);
            assertThat(trash(session, Reservation.class)
                            .purgeAll(List.of(new Seat(1, 2), new Seat(1, 3)))
                            .total())
                    .isEqualTo(2);
            assertThat(trash(session, Secret.class).purge(1).total()).isEqualTo(1);
        });

        for (var table : List.of("Medium", "Tape", "Member", "Account", "Deposit", "Reservation", "Secret")) {
            assertThat(rowsIn(scope, table)).as(table).isZero();
        }
    }

    @Test
    void purgesRowsOfCollectionsAndWhatIsBelow(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Book.class, 2);
        remove(scope, Author.class, 1);

        var result =
                scope.fromTransaction(session -> trash(session, Author.class).purge(1));

        assertThat(result.total()).isEqualTo(2 + 1 + 1 + 1 + 2 + 1);
        assertThat(rowsIn(scope, "Author")).isZero();
        assertThat(rowsIn(scope, "Book")).isZero();
        assertThat(rowsIn(scope, "Award")).isZero();
        assertThat(rowsIn(scope, "Genre")).isEqualTo(1);
        assertThat(rowsIn(scope, "Letter")).isEqualTo(1);
    }

    @Test
    void purgesLinksFromLiveOwners(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Genre.class, 1);

        var result =
                scope.fromTransaction(session -> trash(session, Genre.class).purge(1));

        assertThat(result.total()).isEqualTo(2);
        assertThat(find(scope, Author.class, 1)).isNotNull();
    }

    @Test
    void purgesAnOperation(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Author.class, 1);
        var deletion = deletionOf(scope, Author.class, 1);

        scope.inTransaction(session -> trash(session, Author.class).purgeOperation(deletion));

        assertThat(rowsIn(scope, "Author")).isZero();
        assertThat(rowsIn(scope, "Book")).isZero();
    }

    @Test
    void refusesToPurgeWhatARowRefersTo(SessionFactoryScope scope) {
        persistLibrary(scope);
        scope.inTransaction(session -> {
            var review = new Review(7);
            review.source = new Library.Source(session.getReference(Author.class, 1));
            session.persist(review);
        });
        remove(scope, Author.class, 1);

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        StillReferencedException.class,
                        () -> trash(session, Author.class).purge(1)))
                .extracting(
                        StillReferencedException::entity,
                        StillReferencedException::id,
                        StillReferencedException::attribute,
                        StillReferencedException::referrerId)
                .containsExactly(Author.class.getName(), 1, Review.class.getName() + ".source.embedded", 7));
        assertThat(rowsIn(scope, "Author")).isEqualTo(1);
        assertThat(rowsIn(scope, "Author_tags")).isEqualTo(2);
    }

    @Test
    void listsFindsAndCounts(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null), new Book(3, "c", null));
        remove(scope, Book.class, 1);
        CLOCK.set(NOW.plusSeconds(1));
        remove(scope, Book.class, 2);

        scope.inTransaction(session -> {
            var trash = trash(session, Book.class);
            assertThat(trash.list(Page.first(10))).extracting(book -> book.id).containsExactly(2, 1);
            assertThat(trash.list(Page.first(1))).extracting(book -> book.id).containsExactly(2);
            assertThat(trash.list(Page.page(1, 1))).extracting(book -> book.id).containsExactly(1);
            assertThat(trash.list(titled("a"), List.of(), Page.first(10)))
                    .extracting(book -> book.id)
                    .containsExactly(1);
            assertThat(trash.list(Restriction.unrestricted(), List.of(Order.asc(Book.class, "title")), Page.first(10)))
                    .extracting(book -> book.id)
                    .containsExactly(1, 2);
            assertThat(trash.list(all -> all.restrict(titled("b"))))
                    .extracting(book -> book.id)
                    .containsExactly(2);
            assertThat(trash.count()).isEqualTo(2);
            assertThat(trash.count(titled("c"))).isZero();
            assertThat(trash.find(3)).isNull();
            assertThat(Objects.requireNonNull(trash.find(1)).title).isEqualTo("a");
        });
    }

    @Test
    void handsOutInstancesThatLoadLazilyAndAreNotWritten(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Author.class, 1);

        scope.inTransaction(session -> {
            var author = Objects.requireNonNull(trash(session, Author.class).find(1));
            assertThat(author.books).hasSize(2);
            author.name = "changed";
            session.flush();
        });

        assertThat(row(scope, Author.class, 1).name).isEqualTo("one");
    }

    @Test
    void listsOperations(SessionFactoryScope scope) {
        persistLibrary(scope);
        persist(scope, new Author(2, "two"));
        scope.inTransaction(session -> {
            try (var actor = Contexts.open(Context.ofActor("ada"))) {
                session.remove(session.find(Author.class, 1));
                session.flush();
            }
        });
        CLOCK.set(NOW.plusSeconds(1));
        remove(scope, Author.class, 2);

        scope.inTransaction(session -> {
            var operations = trash(session, Author.class).operations(Page.first(10));
            assertThat(operations).hasSize(2);
            assertThat(operations.get(0).deletedAt()).isEqualTo(NOW.plusSeconds(1));
            assertThat(operations.get(1).deletedBy()).isEqualTo("ada");
            assertThat(operations.get(1).rowsByEntity())
                    .containsOnly(
                            Map.entry(Author.class.getName(), 1L),
                            Map.entry(Book.class.getName(), 2L),
                            Map.entry(Award.class.getName(), 1L));
            assertThat(operations.get(1).toString()).doesNotContainPattern("\\bada\\b");
        });
    }

    @Test
    void restoresWhatFulfilsACondition(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null));
        scope.inTransaction(session -> trash(session, Book.class).delete(List.of(1, 2)));

        scope.inTransaction(session -> {
            assertThat(trash(session, Book.class).restore(titled("b")).total()).isEqualTo(1);
            assertThat(trash(session, Book.class).restore(titled("z")).total()).isZero();
        });

        assertThat(find(scope, Book.class, 1)).isNull();
        assertThat(find(scope, Book.class, 2)).isNotNull();
    }

    @Test
    void deletesManyRowsAsOneOperation(SessionFactoryScope scope) {
        persistLibrary(scope);

        var result =
                scope.fromTransaction(session -> trash(session, Author.class).delete(List.of(1)));

        assertThat(result.rowsByEntity())
                .containsOnly(
                        Map.entry(Author.class.getName(), 1L),
                        Map.entry(Book.class.getName(), 2L),
                        Map.entry(Award.class.getName(), 1L));
        for (var book : List.of(1, 2)) {
            assertThat(row(scope, Book.class, book).getDeletionId()).isEqualTo(result.deletionId());
        }
        assertThat(row(scope, Author.class, 1).getDeletionId()).isEqualTo(result.deletionId());
    }

    @Test
    void deletesWhatTheSessionManages(SessionFactoryScope scope) {
        persistLibrary(scope);

        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            assertThat(author.books).hasSize(2);
            var result = trash(session, Author.class).delete(List.of(1));
            assertThat(session.contains(author)).isFalse();
            assertThat(author.getDeletionId()).isEqualTo(result.deletionId());
            assertThat(session.find(Book.class, 1)).isNull();
        });

        assertThat(row(scope, Author.class, 1).getDeletionId())
                .isEqualTo(row(scope, Book.class, 1).getDeletionId())
                .isEqualTo(row(scope, Award.class, 1).getDeletionId())
                .isNotNull();
    }

    @Test
    void refusesToDeleteWhatIsNotThere(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));

        scope.inTransaction(session -> assertThat(catchThrowableOfType(
                        EntityMissingException.class,
                        () -> trash(session, Book.class).delete(List.of(1, 2))))
                .extracting(EntityMissingException::id)
                .isEqualTo(2));

        assertThat(find(scope, Book.class, 1)).isNotNull();
    }

    @Test
    void worksInStatelessSessions(SessionFactoryScope scope) {
        persistLibrary(scope);

        scope.inStatelessTransaction(session -> {
            var trash = Trash.of(session, Author.class);
            trash.delete(List.of(1));
            assertThat(trash.list(Page.first(10))).hasSize(1);
            assertThat(session.get(Author.class, 1)).isNull();
            trash.restore(1);
            assertThat(session.get(Author.class, 1)).isNotNull();
            trash.delete(List.of(1));
            trash.purge(1);
        });

        assertThat(rowsIn(scope, "Author")).isZero();
    }

    @Test
    void refreshesWhatTheSessionManages(SessionFactoryScope scope) {
        persistLibrary(scope);
        persist(scope, new Review(1));
        scope.inTransaction(session -> session.find(Review.class, 1).lazy = session.getReference(Author.class, 1));
        remove(scope, Author.class, 1);

        scope.inTransaction(session -> {
            var author = Objects.requireNonNull(session.find(Review.class, 1).lazy);
            assertThat(author.getDeletedAt()).isNotNull();
            trash(session, Author.class).restore(1);
            assertThat(author.getDeletedAt()).isNull();
            assertThat(session.find(Author.class, 1)).isNotNull();
        });
    }

    @Test
    void takesThreeRoundTripsForAThousandRows(SessionFactoryScope scope, StatementRecorder recorder) {
        var ids = IntStream.range(0, 1_000).boxed().toList();
        scope.inTransaction(session -> ids.forEach(id -> session.persist(new Book(id, "b", null))));

        scope.inTransaction(session -> {
            recorder.clear();
            trash(session, Book.class).delete(ids);
            recorder.assertCount(2);
        });
        scope.inTransaction(session -> {
            recorder.clear();
            trash(session, Book.class).restoreAll(ids);
            recorder.assertCount(3);
        });
        scope.inTransaction(session -> trash(session, Book.class).delete(ids));
        scope.inTransaction(session -> {
            recorder.clear();
            trash(session, Book.class).purgeAll(ids);
            recorder.assertCount(2).assertCount(StatementKind.DELETE, 1);
        });
    }

    @Test
    void splitsWhatNoStatementCouldTake(SessionFactoryScope scope, StatementRecorder recorder) {
        var ids = IntStream.range(0, 5_001).boxed().toList();
        scope.inTransaction(session -> {
            session.setJdbcBatchSize(1_000);
            ids.forEach(id -> session.persist(new Book(id, "b", null)));
        });

        scope.inTransaction(session -> {
            var trash = trash(session, Book.class);
            recorder.clear();
            assertThat(trash.delete(ids).total()).isEqualTo(5_001);
            recorder.assertCount(4);
            assertThat(trash.operations(Page.first(2))).hasSize(1);
            assertThat(trash.restoreAll(ids).total()).isEqualTo(5_001);
            trash.delete(ids);
            assertThat(trash.purgeAll(ids).total()).isEqualTo(5_001);
        });
    }

    @Test
    void purgesWhatIsOldInBatches(SessionFactoryScope scope) {
        persist(
                scope,
                IntStream.range(0, 10).mapToObj(id -> new Book(id, "b", null)).toArray());
        for (int id = 0; id < 8; id++) {
            CLOCK.set(NOW.plus(Duration.ofDays(id)));
            remove(scope, Book.class, id);
        }
        CLOCK.set(NOW.plus(Duration.ofDays(10)));
        var seen = new ArrayList<PurgeResult>();
        var options = PurgeOptions.defaults().inBatchesOf(2).reportingTo(seen::add);

        try (var session = scope.openSession()) {
            var trash = trash(session, Book.class);
            var dry = trash.purgeOlderThan(Duration.ofDays(5), options.asDryRun());
            assertThat(dry.total()).isEqualTo(5);
            assertThat(dry.dryRun()).isTrue();
            assertThat(trash.count()).isEqualTo(8);
            seen.clear();
            assertThat(trash.purgeOlderThan(Duration.ofDays(5), options).total())
                    .isEqualTo(5);
            assertThat(seen).extracting(PurgeResult::total).containsExactly(2L, 4L, 5L);
            assertThat(trash.count()).isEqualTo(3);
            var cancelled = trash.purgeOlderThan(Duration.ZERO, options.until(() -> true));
            assertThat(cancelled.cancelled()).isTrue();
            assertThat(trash.count()).isEqualTo(3);
        }
    }

    @Test
    void countsInADryRunWhatAPurgeRemoves(SessionFactoryScope scope) {
        persistLibrary(scope);
        remove(scope, Book.class, 2);
        remove(scope, Genre.class, 1);
        remove(scope, Author.class, 1);
        CLOCK.set(NOW.plusSeconds(1));

        scope.inTransaction(session -> {
            for (var type : List.of(Genre.class, Author.class)) {
                var trash = trash(session, type);
                var dry = trash.purgeOlderThan(
                        Duration.ZERO, PurgeOptions.defaults().asDryRun());
                var real = trash.purgeOlderThan(Duration.ZERO, PurgeOptions.defaults());
                assertThat(dry.rowsByTable()).isEqualTo(real.rowsByTable()).isNotEmpty();
            }
        });
    }

    @Test
    void keepsOldRowsThatOthersReferTo(SessionFactoryScope scope) {
        persist(
                scope,
                IntStream.range(0, 7).mapToObj(id -> new Author(id, "a" + id)).toArray());
        scope.inTransaction(session -> {
            var review = new Review(1);
            review.lazy = session.getReference(Author.class, 3);
            session.persist(review);
        });
        scope.inTransaction(session -> trash(session, Author.class).delete(List.of(0, 1, 2, 3, 4, 5, 6)));
        CLOCK.set(NOW.plusSeconds(1));

        var result = scope.fromTransaction(session -> trash(session, Author.class)
                .purgeOlderThan(Duration.ZERO, PurgeOptions.defaults().inBatchesOf(4)));

        assertThat(result.total()).isEqualTo(6);
        assertThat(result.kept()).isEqualTo(1);
        assertThat(rowsIn(scope, "Author")).isEqualTo(1);
    }

    @Test
    void refusesEntitiesWithoutTrash(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThat(catchThrowableOfType(NotSoftDeletableException.class, () -> trash(session, Letter.class)))
                    .isNotNull();
            var secrets = trash(session, Secret.class);
            assertThat(catchThrowableOfType(NotSoftDeletableException.class, () -> secrets.operations(Page.first(1))))
                    .isNotNull();
        });
    }

    private static Restriction<Book> titled(String title) {
        return Restriction.restrict(
                Book.class, "title", org.hibernate.query.range.Range.singleCaseInsensitiveValue(title));
    }

    private static <E> Trash<E> trash(Session session, Class<E> type) {
        return Trash.of(session, type);
    }

    private static void persistLibrary(SessionFactoryScope scope) {
        var author = new Author(1, "one");
        author.write(1, "first");
        author.write(2, "second");
        author.tags.addAll(Set.of("x", "y"));
        var genre = new Genre(1);
        author.genres.add(genre);
        var letter = new Letter(1);
        author.letters.add(letter);
        var award = new Award();
        award.id = 1;
        author.awards.add(award);
        persist(scope, genre, letter, author);
    }

    private static void persist(SessionFactoryScope scope, Object... entities) {
        scope.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    private static void remove(SessionFactoryScope scope, Class<?> type, Object id) {
        scope.inTransaction(session -> session.remove(session.find(type, id)));
    }

    private static <E> @Nullable E find(SessionFactoryScope scope, Class<E> type, Object id) {
        return scope.fromTransaction(session -> session.find(type, id));
    }

    private static <E> E row(SessionFactoryScope scope, Class<E> type, Object id) {
        return scope.fromTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                return Objects.requireNonNull(all.find(type, id));
            }
        });
    }

    private static UUID deletionOf(SessionFactoryScope scope, Class<? extends Author> type, Object id) {
        return Objects.requireNonNull(row(scope, type, id).getDeletionId());
    }

    private static long rowsIn(SessionFactoryScope scope, String table) {
        return scope.fromTransaction(session -> session.createNativeQuery("select count(*) from " + table, Long.class)
                .getSingleResult());
    }
}
