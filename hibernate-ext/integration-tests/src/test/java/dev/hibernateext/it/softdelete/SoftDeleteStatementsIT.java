/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.softdelete.DeletedRows;
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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements that delete mark the rows they find, and leave those alone that are marked. */
class SoftDeleteStatementsIT extends BatchedLibraryTest {

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
}
