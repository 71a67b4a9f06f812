/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.lock.VersionConflictException;
import dev.hibernateext.core.softdelete.NotInTrashException;
import dev.hibernateext.core.softdelete.ParentDeletedException;
import dev.hibernateext.core.softdelete.UnknownDeletionException;
import dev.hibernateext.it.softdelete.Library.Account;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Deposit;
import dev.hibernateext.it.softdelete.Library.Medium;
import dev.hibernateext.it.softdelete.Library.Member;
import dev.hibernateext.it.softdelete.Library.Patron;
import dev.hibernateext.it.softdelete.Library.Reservation;
import dev.hibernateext.it.softdelete.Library.Review;
import dev.hibernateext.it.softdelete.Library.Seat;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Shelf;
import dev.hibernateext.it.softdelete.Library.Tape;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the trash brings back, with what, and what it refuses to. */
class TrashRestoreIT extends LibraryTest {

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
}
