/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.DeletionAssignedException;
import dev.hibernateext.core.softdelete.RowDeletedException;
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
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to delete marks the row; nothing but a delete does, and nothing takes the mark away. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            Author.class, Book.class, Genre.class, Letter.class, Award.class, Review.class, Library.Source.class,
            Secret.class, Reservation.class, Shelf.class, Medium.class, Tape.class, Member.class, Patron.class,
            Account.class, Deposit.class
        },
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "50"))
class SoftDeleteWritesIT implements SettingsContributor {

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
    void marksARemovedRowWithOneUpdate(SessionFactoryScope scope, StatementRecorder recorder) {
        persist(scope, new Book(1, "a", null));

        scope.inTransaction(session -> {
            var book = session.find(Book.class, 1);
            recorder.clear();
            try (var actor = Contexts.open(Context.ofActor("ada"))) {
                session.remove(book);
                session.flush();
            }
            recorder.assertCount(1).assertCount(StatementKind.UPDATE, 1);
            assertThat(book.getDeletedAt()).isEqualTo(NOW);
        });

        assertThat(find(scope, Book.class, 1)).isNull();
        var row = row(scope, Book.class, 1);
        assertThat(row.getDeletedAt()).isEqualTo(NOW);
        assertThat(row.getDeletedBy()).isEqualTo("ada");
        assertThat(row.getDeletionId()).isNotNull();
        assertThat(row.getVersion()).isEqualTo(1);
    }

    @Test
    void keepsTheStoredValuesOfARowChangedBeforeItsRemoval(SessionFactoryScope scope) {
        persist(scope, new Book(1, "stored", null));

        scope.inTransaction(session -> {
            var book = session.find(Book.class, 1);
            book.title = "never flushed";
            session.remove(book);
        });
        persist(scope, new Book(2, "stored", null));
        scope.inTransaction(session -> {
            var book = session.find(Book.class, 2);
            book.title = "flushed";
            session.flush();
            session.remove(book);
        });

        assertThat(row(scope, Book.class, 1).title).isEqualTo("stored");
        assertThat(row(scope, Book.class, 2).title).isEqualTo("flushed");
    }

    @Test
    void marksRowsInBatches(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> IntStream.range(0, 20).forEach(id -> session.persist(new Book(id, "b", null))));

        scope.inTransaction(session -> {
            var books = session.createSelectionQuery("from Book", Book.class).getResultList();
            recorder.clear();
            books.forEach(session::remove);
            session.flush();
        });

        recorder.assertCount(1).assertCount(StatementKind.UPDATE, 1);
        assertThat(recorder.statements().get(0).batchSize()).isEqualTo(20);
        assertThat(count(scope, "Book")).isZero();
    }

    @Test
    void marksWhatIsRemovedByReference(SessionFactoryScope scope, StatementRecorder recorder) {
        persist(scope, new Book(1, "b", null));
        recorder.clear();

        scope.inTransaction(session -> session.remove(session.getReference(Book.class, 1)));

        recorder.assertCount(StatementKind.UPDATE, 1).assertCount(StatementKind.DELETE, 0);
        assertThat(row(scope, Book.class, 1).getVersion()).isEqualTo(1);
        assertThat(row(scope, Book.class, 1).getDeletionId()).isNotNull();
    }

    @Test
    void givesOneDeletionIdToAllThatACascadeTakes(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.write(1, "one");
        author.write(2, "two");
        persist(scope, author, new Author(2, "b"));

        scope.inTransaction(session -> {
            session.remove(session.find(Author.class, 1));
            session.remove(session.find(Author.class, 2));
        });

        var id = row(scope, Author.class, 1).getDeletionId();
        assertThat(row(scope, Book.class, 1).getDeletionId()).isEqualTo(id).isNotNull();
        assertThat(row(scope, Book.class, 2).getDeletionId()).isEqualTo(id);
        assertThat(row(scope, Author.class, 2).getDeletionId()).isNotNull().isNotEqualTo(id);
    }

    @Test
    void leavesWhatWasDeletedBeforeToItsOwnDeletion(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.write(1, "one");
        author.write(2, "two");
        persist(scope, author);
        scope.inTransaction(session -> session.find(Author.class, 1).books.removeIf(book -> book.id == 1));
        var earlier = row(scope, Book.class, 1).getDeletionId();

        scope.inTransaction(session -> session.remove(session.find(Author.class, 1)));

        assertThat(earlier).isNotNull();
        assertThat(row(scope, Book.class, 1).getDeletionId()).isEqualTo(earlier);
        assertThat(row(scope, Book.class, 2).getDeletionId()).isNotEqualTo(earlier);
    }

    @Test
    void forgetsADeleteThatWasTakenBackBeforeItWasWritten(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.write(1, "one");
        persist(scope, author, new Book(2, "b", null));

        scope.inTransaction(session -> {
            var taken = session.find(Author.class, 1);
            var book = session.find(Book.class, 1);
            session.remove(taken);
            session.persist(book);
            session.persist(taken);
            session.flush();
            session.remove(session.find(Book.class, 2));
            taken.books.remove(book);
            session.remove(book);
            session.flush();
            session.remove(taken);
        });

        assertThat(row(scope, Book.class, 1).getDeletionId())
                .isNotNull()
                .isNotEqualTo(row(scope, Author.class, 1).getDeletionId())
                .isNotEqualTo(row(scope, Book.class, 2).getDeletionId());
    }

    @Test
    void marksOrphans(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.write(1, "one");
        persist(scope, author);

        scope.inTransaction(session -> session.find(Author.class, 1).books.clear());

        assertThat(find(scope, Book.class, 1)).isNull();
        assertThat(row(scope, Book.class, 1).getDeletedAt()).isEqualTo(NOW);
    }

    @Test
    void cascadesThroughACollectionTable(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.awards.add(new Award(1));
        persist(scope, author);

        scope.inTransaction(session -> session.remove(session.find(Author.class, 1)));

        assertThat(row(scope, Award.class, 1).getDeletionId())
                .isEqualTo(row(scope, Author.class, 1).getDeletionId())
                .isNotNull();
    }

    @Test
    void keepsTheRowsOfCollections(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session -> session.remove(session.find(Author.class, 1)));

        assertKept(scope);
    }

    @Test
    void keepsTheRowsOfCollectionsInStatelessDeletes(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inStatelessTransaction(session -> {
            var author = session.get(Author.class, 1);
            session.fetch(author.tags);
            session.fetch(author.genres);
            session.fetch(author.letters);
            session.delete(author);
        });

        assertKept(scope);
        assertThat(row(scope, Author.class, 1).getVersion()).isEqualTo(1);
    }

    @Test
    void keepsTheRowsOfCollectionsInBulkDeletes(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session ->
                session.createMutationQuery("delete Author where name = 'full'").executeUpdate());

        assertKept(scope);
    }

    @Test
    void removesTheRowsOfCollectionsOfLiveOwners(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            author.tags.clear();
            author.genres.clear();
            author.letters.clear();
        });

        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            assertThat(author.tags).isEmpty();
            assertThat(author.genres).isEmpty();
            assertThat(author.letters).isEmpty();
        });
        assertThat(rows(scope, "select count(*) from Author_tags")).isZero();
    }

    @Test
    void writesTheRowsOfCollectionsInStatelessUpdates(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inStatelessTransaction(session -> {
            var author = session.get(Author.class, 1);
            session.fetch(author.tags);
            author.tags.clear();
            author.tags.add("new");
            session.update(author);
        });

        scope.inTransaction(
                session -> assertThat(session.find(Author.class, 1).tags).containsExactly("new"));
    }

    private static void persistFull(SessionFactoryScope scope) {
        var author = new Author(1, "full");
        var genre = new Genre(1);
        var letter = new Letter(1);
        author.genres.add(genre);
        author.letters.add(letter);
        author.tags.add("x");
        author.tags.add("y");
        persist(scope, genre, letter, author);
    }

    private static void assertKept(SessionFactoryScope scope) {
        assertThat(find(scope, Author.class, 1)).isNull();
        assertThat(rows(scope, "select count(*) from Author_tags")).isEqualTo(2);
        assertThat(rows(scope, "select count(*) from Author_Genre")).isEqualTo(1);
        assertThat(rows(scope, "select count(*) from Letter where author_id = 1"))
                .isEqualTo(1);
    }

    @Test
    void marksEveryKindOfHierarchy(SessionFactoryScope scope) {
        var shelf = new Shelf(1);
        persist(scope, shelf, new Medium(1, shelf), new Tape(2, shelf), new Member(1), new Patron(2));
        persist(scope, new Account(1), new Deposit(2), new Reservation(new Seat(1, 2), "ada"), new Secret(1, "s"));

        scope.inTransaction(session -> {
            session.remove(session.find(Tape.class, 2));
            session.remove(session.find(Patron.class, 2));
            session.remove(session.find(Account.class, 2));
            session.remove(session.find(Reservation.class, new Seat(1, 2)));
            session.remove(session.find(Secret.class, 1));
        });

        scope.inTransaction(session -> {
            assertThat(session.find(Medium.class, 2)).isNull();
            assertThat(session.find(Member.class, 2)).isNull();
            assertThat(session.find(Account.class, 2)).isNull();
            assertThat(session.find(Reservation.class, new Seat(1, 2))).isNull();
            assertThat(session.find(Secret.class, 1)).isNull();
        });
        assertThat(row(scope, Medium.class, 2).getDeletedAt()).isEqualTo(NOW);
        assertThat(row(scope, Member.class, 2).getDeletedAt()).isEqualTo(NOW);
        assertThat(row(scope, Account.class, 2).getDeletedAt()).isEqualTo(NOW);
        assertThat(row(scope, Reservation.class, new Seat(1, 2)).deletion)
                .satisfies(deletion -> assertThat(deletion.getDeletedAt()).isEqualTo(NOW));
        assertThat(row(scope, Secret.class, 1).gone).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void convertsBulkDeletesOfEveryKindOfHierarchy(SessionFactoryScope scope) {
        var shelf = new Shelf(1);
        persist(scope, shelf, new Medium(1, shelf), new Tape(2, shelf), new Member(1), new Patron(2));
        persist(scope, new Account(1), new Deposit(2), new Secret(1, "s"), new Reservation(new Seat(1, 2), "ada"));

        scope.inTransaction(session -> {
            assertThat(session.createMutationQuery("delete Medium").executeUpdate())
                    .isEqualTo(2);
            assertThat(session.createMutationQuery("delete Patron where amount = 0")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createMutationQuery("delete Account").executeUpdate())
                    .isEqualTo(2);
            assertThat(session.createMutationQuery("delete Secret").executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createMutationQuery("delete Reservation").executeUpdate())
                    .isEqualTo(1);
        });

        assertThat(List.of(count(scope, "Medium"), count(scope, "Member"), count(scope, "Account")))
                .containsExactly(0L, 1L, 0L);
        var first = row(scope, Medium.class, 1);
        var second = row(scope, Medium.class, 2);
        assertThat(first.getDeletedAt()).isEqualTo(NOW);
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(second.getDeletionId()).isEqualTo(first.getDeletionId()).isNotNull();
        assertThat(row(scope, Account.class, 2).getDeletionId())
                .isEqualTo(row(scope, Account.class, 1).getDeletionId())
                .isNotNull();
        assertThat(row(scope, Account.class, 1).getVersion()).isEqualTo(1);
        assertThat(row(scope, Secret.class, 1).gone).isEqualTo(NOW.toEpochMilli());
        assertThat(row(scope, Reservation.class, new Seat(1, 2)).deletion).isNotNull();
    }

    @Test
    void convertsBulkDeletesOfOneSubclass(SessionFactoryScope scope) {
        var shelf = new Shelf(1);
        persist(scope, shelf, new Medium(1, shelf), new Tape(2, shelf), new Account(1), new Deposit(2));

        scope.inTransaction(session -> {
            session.createMutationQuery("delete Tape where minutes = :m")
                    .setParameter("m", 0)
                    .executeUpdate();
            session.createMutationQuery("delete Deposit").executeUpdate();
        });

        assertThat(row(scope, Medium.class, 1).getDeletedAt()).isNull();
        assertThat(row(scope, Medium.class, 2).getDeletedAt()).isEqualTo(NOW);
        assertThat(row(scope, Account.class, 1).getDeletedAt()).isNull();
        assertThat(row(scope, Account.class, 2).getDeletedAt()).isEqualTo(NOW);
    }

    @Test
    void convertsBulkDeletesWithParametersSubqueriesAndCriteria(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        IntStream.range(1, 7).forEach(id -> author.write(id, "t" + id));
        persist(scope, author);

        scope.inTransaction(session -> {
            session.createMutationQuery("delete from Book b where b.id in (:ids) and b.title like :t")
                    .setParameterList("ids", List.of(1, 2, 3))
                    .setParameter("t", "t%")
                    .executeUpdate();
            session.createMutationQuery(
                            "delete Book b where exists (select 1 from Author a where a = b.author) and b.id = 4")
                    .executeUpdate();
            var builder = session.getCriteriaBuilder();
            var delete = builder.createCriteriaDelete(Book.class);
            delete.where(builder.equal(delete.getRoot().get("id"), 5));
            session.createMutationQuery(delete).executeUpdate();
        });
        scope.inStatelessTransaction(session ->
                session.createMutationQuery("delete Book where id = 6").executeUpdate());

        assertThat(count(scope, "Book")).isZero();
        assertThat(rows(scope, "select count(*) from Book where deleted_at is not null"))
                .isEqualTo(6);
    }

    @Test
    void givesEachExecutionOfABulkDeleteAnIdOfItsOwn(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null), new Book(3, "b", null));

        for (var title : List.of("a", "b")) {
            scope.inTransaction(session -> session.createMutationQuery("delete Book where title = :t")
                    .setParameter("t", title)
                    .executeUpdate());
        }

        var first = row(scope, Book.class, 1).getDeletionId();
        var second = row(scope, Book.class, 2).getDeletionId();
        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(row(scope, Book.class, 3).getDeletionId()).isEqualTo(second);
    }

    @Test
    void leavesMarksAloneWhenAScopeDeletesInBulk(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null));
        remove(scope, Book.class, 1);
        var before = row(scope, Book.class, 1).getDeletionId();

        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                assertThat(all.createMutationQuery("delete Book").executeUpdate())
                        .isEqualTo(1);
            }
        });

        assertThat(row(scope, Book.class, 1).getDeletionId()).isEqualTo(before);
    }

    @Test
    void doesNotUpdateDeletedRowsInBulk(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Book(2, "b", null));
        remove(scope, Book.class, 1);

        scope.inTransaction(session -> assertThat(session.createMutationQuery("update Book set title = 'x'")
                        .executeUpdate())
                .isEqualTo(1));

        assertThat(row(scope, Book.class, 1).title).isEqualTo("a");
    }

    @Test
    void refusesADeleteOfARowThatIsDeletedAlready(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null), new Secret(1, "s"));

        var failure = catchThrowable(() -> scope.inTransaction(session -> {
            var secret = session.find(Secret.class, 1);
            scope.inTransaction(other -> other.remove(other.find(Secret.class, 1)));
            session.remove(secret);
        }));

        assertThat(failure).hasCauseInstanceOf(OptimisticLockException.class);
        assertThat(catchThrowable(() -> scope.inStatelessTransaction(session -> {
                    var book = session.get(Book.class, 1);
                    remove(scope, Book.class, 1);
                    session.delete(book);
                })))
                .isInstanceOf(StaleStateException.class);
    }

    @Test
    void refusesAStaleUpdateOfADeletedRow(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"), new Book(1, "a", null));

        assertThat(catchThrowable(() -> scope.inTransaction(session -> {
                    var secret = session.find(Secret.class, 1);
                    remove(scope, Secret.class, 1);
                    secret.text = "changed";
                })))
                .hasCauseInstanceOf(OptimisticLockException.class);
        assertThat(catchThrowable(() -> scope.inStatelessTransaction(session -> {
                    var book = session.get(Book.class, 1);
                    remove(scope, Book.class, 1);
                    book.title = "changed";
                    session.update(book);
                })))
                .isInstanceOf(StaleStateException.class);

        assertThat(row(scope, Secret.class, 1).gone).isNotNull();
        assertThat(row(scope, Secret.class, 1).text).isEqualTo("s");
        assertThat(row(scope, Book.class, 1).title).isEqualTo("a");
    }

    @Test
    void refusesAStatelessUpdateWithoutVersionOfADeletedRow(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"));
        remove(scope, Secret.class, 1);

        assertThat(catchThrowable(
                        () -> scope.inStatelessTransaction(session -> session.update(new Secret(1, "changed")))))
                .isInstanceOf(StaleStateException.class);

        assertThat(row(scope, Secret.class, 1).text).isEqualTo("s");
    }

    @Test
    void refusesAnUpsertOfADeletedRow(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"));
        remove(scope, Secret.class, 1);

        var failure =
                catchThrowable(() -> scope.inStatelessTransaction(session -> session.upsert(new Secret(1, "changed"))));

        assertThat(HibernateExtException.findIn(failure, RowDeletedException.class))
                .satisfies(e -> assertThat(e.id()).isEqualTo(1));
        assertThat(row(scope, Secret.class, 1).text).isEqualTo("s");
        assertThat(row(scope, Secret.class, 1).gone).isNotNull();
    }

    @Test
    void upsertsLiveAndNewRows(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"));

        scope.inStatelessTransaction(session -> {
            session.upsert(new Secret(1, "changed"));
            session.upsert(new Secret(2, "new"));
        });

        assertThat(row(scope, Secret.class, 1).text).isEqualTo("changed");
        assertThat(row(scope, Secret.class, 2).gone).isNull();
    }

    @Test
    void refusesARowThatIsBornDeleted(SessionFactoryScope scope) {
        var secret = new Secret(1, "s");
        secret.gone = 1L;

        assertThat(assigned(() -> persist(scope, secret))).endsWith("Secret.gone");
        assertThat(assigned(() -> scope.inStatelessTransaction(session -> session.insert(secret))))
                .endsWith("Secret.gone");
        assertThat(assigned(() -> scope.inStatelessTransaction(session -> session.upsert(secret))))
                .endsWith("Secret.gone");
        assertThat(rows(scope, "select count(*) from Secret")).isZero();
    }

    @Test
    void refusesAMarkSetByHand(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"));

        assertThat(assigned(() -> scope.inTransaction(session -> session.find(Secret.class, 1).gone = 5L)))
                .endsWith("Secret.gone");
        assertThat(assigned(() -> scope.inStatelessTransaction(session -> {
                    var secret = session.get(Secret.class, 1);
                    secret.gone = 5L;
                    session.update(secret);
                })))
                .endsWith("Secret.gone");

        assertThat(row(scope, Secret.class, 1).gone).isNull();
    }

    @Test
    void refusesToTakeAMarkAwayByHand(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"));
        remove(scope, Secret.class, 1);

        assertThat(assigned(() -> scope.inTransaction(session -> {
                    try (var all = DeletedRows.INCLUDE.openSession(session)) {
                        all.find(Secret.class, 1).gone = null;
                        all.flush();
                    }
                })))
                .endsWith("Secret.gone");

        assertThat(row(scope, Secret.class, 1).gone).isNotNull();
    }

    @Test
    void refusesStatementsThatAssignTheMark(SessionFactoryScope scope) {
        persist(scope, new Secret(1, "s"), new Reservation(new Seat(1, 1), "ada"));

        assertThat(assigned(() -> update(scope, "update Secret set gone = 1"))).endsWith("Secret.gone");
        assertThat(assigned(() -> update(scope, "update Reservation r set r.deletion.deletedBy = 'x'")))
                .endsWith("Reservation.deletion.deletedBy");
        assertThat(assigned(() -> update(scope, "insert into Secret(id, gone) values (2, 1)")))
                .endsWith("Secret.gone");
    }

    @Test
    void refusesToMergeADetachedDeletedRow(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));
        var detached = find(scope, Book.class, 1);
        remove(scope, Book.class, 1);

        assertThat(catchThrowable(() -> scope.inTransaction(session -> {
                    Objects.requireNonNull(detached).title = "x";
                    session.merge(detached);
                })))
                .isInstanceOf(OptimisticLockException.class);

        assertThat(row(scope, Book.class, 1).getDeletedAt()).isNotNull();
        assertThat(row(scope, Book.class, 1).title).isEqualTo("a");
    }

    @Test
    void writesNoMarkThatIsRolledBack(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));

        try (var session = scope.openSession()) {
            var transaction = session.beginTransaction();
            session.remove(session.find(Book.class, 1));
            session.flush();
            transaction.rollback();
        }

        assertThat(find(scope, Book.class, 1)).isNotNull();
        assertThat(row(scope, Book.class, 1).getVersion()).isZero();
    }

    @Test
    void deletesForGoodWhereTheFeatureIsOff(SessionFactoryScope scope) {
        persist(scope, new Book(1, "a", null));

        try (var without = scope.openAnother(settings -> settings.put(CoreSettings.SOFT_DELETE_ENABLED, "false"))) {
            without.inTransaction(session -> session.remove(session.find(Book.class, 1)));
        }

        assertThat(rows(scope, "select count(*) from Book")).isZero();
    }

    private static @Nullable String assigned(ThrowingCallable work) {
        var found = HibernateExtException.findIn(catchThrowable(work), DeletionAssignedException.class);
        return found == null ? null : found.attribute();
    }

    private static void update(SessionFactoryScope scope, String hql) {
        scope.inTransaction(session -> session.createMutationQuery(hql).executeUpdate());
    }

    private static void persist(SessionFactoryScope scope, Object... entities) {
        scope.inTransaction(session -> {
            for (var entity : entities) {
                session.persist(entity);
            }
        });
    }

    private static <T> void remove(SessionFactoryScope scope, Class<T> type, Object id) {
        scope.inTransaction(session -> session.remove(session.find(type, id)));
    }

    private static <T> @Nullable T find(SessionFactoryScope scope, Class<T> type, Object id) {
        return scope.fromTransaction(session -> session.find(type, id));
    }

    private static <T> T row(SessionFactoryScope scope, Class<T> type, Object id) {
        return scope.fromTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                return all.find(type, id);
            }
        });
    }

    private static long count(SessionFactoryScope scope, String entity) {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult());
    }

    private static long rows(SessionFactoryScope scope, String sql) {
        return scope.fromTransaction(
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }
}
