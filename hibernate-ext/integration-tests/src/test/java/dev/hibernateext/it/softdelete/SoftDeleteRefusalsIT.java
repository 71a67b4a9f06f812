/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.HibernateExtException;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.DeletionAssignedException;
import dev.hibernateext.core.softdelete.RowDeletedException;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Reservation;
import dev.hibernateext.it.softdelete.Library.Seat;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.OptimisticLockException;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing but a delete marks a row, nothing takes the mark away, and what is deleted is not written. */
class SoftDeleteRefusalsIT extends BatchedLibraryTest {

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

    private static @Nullable String assigned(ThrowingCallable work) {
        var found = HibernateExtException.findIn(catchThrowable(work), DeletionAssignedException.class);
        return found == null ? null : found.attribute();
    }

    private static void update(SessionFactoryScope scope, String hql) {
        scope.inTransaction(session -> session.createMutationQuery(hql).executeUpdate());
    }
}
