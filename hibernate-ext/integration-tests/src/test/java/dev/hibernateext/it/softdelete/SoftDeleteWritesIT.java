/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.it.softdelete.Library.Account;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Deposit;
import dev.hibernateext.it.softdelete.Library.Medium;
import dev.hibernateext.it.softdelete.Library.Member;
import dev.hibernateext.it.softdelete.Library.Patron;
import dev.hibernateext.it.softdelete.Library.Reservation;
import dev.hibernateext.it.softdelete.Library.Seat;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Shelf;
import dev.hibernateext.it.softdelete.Library.Tape;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every way to remove an entity marks its row, and what a cascade takes with it. */
class SoftDeleteWritesIT extends BatchedLibraryTest {

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
}
