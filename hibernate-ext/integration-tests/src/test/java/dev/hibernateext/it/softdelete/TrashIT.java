/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.lock.EntityMissingException;
import dev.hibernateext.core.softdelete.NotSoftDeletableException;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Letter;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.restriction.Restriction;
import org.junit.jupiter.api.Test;

/** What the trash shows and takes in, and what statements that costs. */
class TrashIT extends LibraryTest {

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
    void refusesEntitiesWithoutTrash(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThat(catchThrowableOfType(NotSoftDeletableException.class, () -> trash(session, Letter.class)))
                    .isNotNull();
            var secrets = trash(session, Secret.class);
            assertThat(catchThrowableOfType(NotSoftDeletableException.class, () -> secrets.operations(Page.first(1))))
                    .isNotNull();
        });
    }
}
