/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.softdelete.PurgeOptions;
import dev.hibernateext.core.softdelete.PurgeResult;
import dev.hibernateext.core.softdelete.StillReferencedException;
import dev.hibernateext.it.softdelete.Library.Account;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Deposit;
import dev.hibernateext.it.softdelete.Library.Genre;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the trash removes for good, in one step or when it is old, and what it keeps. */
class TrashPurgeIT extends LibraryTest {

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
}
