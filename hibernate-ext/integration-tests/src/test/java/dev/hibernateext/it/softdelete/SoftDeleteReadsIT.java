/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.core.Feature;
import dev.hibernateext.core.FeatureNotSuspendableException;
import dev.hibernateext.core.HibernateExt;
import dev.hibernateext.core.softdelete.DeletedRows;
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
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Shelf;
import dev.hibernateext.it.softdelete.Library.Tape;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On each path, sessions see the live rows, or the rows of their scope. The second row of everything is deleted. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            Author.class, Book.class, Genre.class, Letter.class, Award.class, Review.class, Library.Source.class,
            Secret.class, Reservation.class, Shelf.class, Medium.class, Tape.class, Member.class, Patron.class,
            Account.class, Deposit.class
        })
class SoftDeleteReadsIT {

    @BeforeEach
    void deleteTheSecondOfEverything(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var author = new Author(1, "live");
            author.write(1, "one");
            author.write(2, "two");
            author.tags.add("tag");
            var gone = new Author(2, "gone");
            gone.write(3, "three");
            for (int id = 1; id <= 2; id++) {
                var genre = new Genre(id);
                session.persist(genre);
                author.genres.add(genre);
                gone.genres.add(genre);
            }
            session.persist(author);
            session.persist(gone);
            var shelf = new Shelf(1);
            session.persist(shelf);
            session.persist(new Tape(1, shelf));
            session.persist(new Tape(2, shelf));
            session.persist(new Patron(1));
            session.persist(new Patron(2));
            session.persist(new Deposit(1));
            session.persist(new Deposit(2));
        });
        scope.inTransaction(session -> {
            session.find(Author.class, 1).books.removeIf(book -> book.id == 2);
            for (var type : List.of(Author.class, Genre.class, Tape.class, Patron.class, Deposit.class)) {
                session.remove(session.find(type, 2));
            }
        });
    }

    @Test
    void hidesRowsFromLoadsById(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThat(session.find(Author.class, 2)).isNull();
            assertThat(session.find(Author.class, 2, LockMode.PESSIMISTIC_WRITE))
                    .isNull();
            assertThat(session.findMultiple(Author.class, List.of(1, 2)))
                    .extracting(author -> author == null ? 0 : author.id)
                    .containsExactly(1, 0);
            assertThat(session.find(Author.class, "gone", KeyType.NATURAL)).isNull();
            assertThat(session.find(Author.class, "live", KeyType.NATURAL)).isNotNull();
            assertThat(session.findMultiple(Author.class, List.of("live", "gone"), KeyType.NATURAL))
                    .filteredOn(Objects::nonNull)
                    .hasSize(1);
            var graph = session.createEntityGraph(Author.class);
            graph.addAttributeNode("books");
            assertThat(session.find(graph, 2)).isNull();
            for (var type : List.of(Medium.class, Tape.class, Member.class, Patron.class, Account.class)) {
                assertThat(session.find(type, 1)).isNotNull();
                assertThat(session.find(type, 2)).isNull();
            }
        });
        scope.inStatelessTransaction(session -> {
            assertThat(session.get(Author.class, 2)).isNull();
            assertThat(session.getMultiple(Author.class, List.of(1, 2)))
                    .filteredOn(Objects::nonNull)
                    .hasSize(1);
        });
    }

    @Test
    void hidesRowsFromQueries(SessionFactoryScope scope) {
        assertNumber(scope, "select count(*) from Author", 1);
        assertNumber(scope, "select max(a.id) from Author a", 1);
        assertNumber(scope, "select count(*) from Book", 1);
        assertNumber(scope, "select count(*) from Medium", 1);
        assertNumber(scope, "select count(*) from Tape", 1);
        assertNumber(scope, "select count(*) from Patron", 1);
        assertNumber(scope, "select count(*) from Account", 1);
        assertNumber(scope, "select count(*) from Deposit", 1);
        assertNumber(scope, "select count(*) from Shelf s where exists (select 1 from Tape t where t.id = 2)", 0);
        assertNumber(scope, "select count(*) from Genre g where g.id in (select h.id from Genre h)", 1);
        assertNumber(scope, "with x as (select a.id as id from Author a) select count(*) from x", 1);
        assertNumber(scope, "select count(*) from (select a.id as id from Author a) x", 1);
        assertNumber(
                scope,
                "select count(*) from (select a.id as id from Author a union all select b.id as id from Book b) x",
                2);
        scope.inTransaction(session -> {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(Author.class);
            query.from(Author.class);
            assertThat(session.createSelectionQuery(query).getResultList()).hasSize(1);
        });
    }

    @Test
    void hidesRowsFromJoins(SessionFactoryScope scope) {
        assertNumber(scope, "select count(b) from Author a join a.books b", 1);
        assertNumber(scope, "select count(b) from Author a left join a.books b", 1);
        assertNumber(scope, "select count(a) from Book b join b.author a", 1);
        assertNumber(scope, "select count(g) from Author a join a.genres g", 1);
        assertNumber(scope, "select count(a) from Genre g join g.authors a", 1);
        assertNumber(scope, "select count(t) from Shelf s join s.tapes t", 1);
        assertNumber(scope, "select count(m) from Shelf s join s.media m", 1);
        assertNumber(scope, "select count(t) from Shelf s join treat(s.media as Tape) t", 1);
        assertNumber(scope, "select count(t) from Shelf s left join s.tapes t", 1);
        assertNumber(scope, "select count(a) from Shelf s join Author a on 1 = 1", 1);
        assertNumber(scope, "select count(t) from Shelf s join Tape t on t.shelf = s", 1);
        assertNumber(scope, "select count(*) from Book b where b.author.name = 'gone'", 0);
    }

    @Test
    void hidesRowsFromFunctionsOfCollections(SessionFactoryScope scope) {
        assertNumber(scope, "select size(a.books) from Author a", 1);
        assertNumber(scope, "select size(a.genres) from Author a", 1);
        assertNumber(scope, "select size(s.tapes) from Shelf s", 1);
        assertNumber(scope, "select size(s.media) from Shelf s", 1);
        assertNumber(scope, "select count(*) from Author a where size(a.books) = 1", 1);
        assertNumber(scope, "select count(*) from Author a, Genre g where g member of a.genres", 1);
        assertNumber(scope, "select count(*) from Author a where 2 in (select id(g) from a.genres g)", 0);
        assertNumber(
                scope,
                "select count(*) from Author a where exists (select 1 from Genre g where g.id = 2 and g in elements(a.genres))",
                0);
        assertNumber(scope, "select count(*) from Author a where a.books is empty", 0);
        assertNumber(scope, "select count(*) from Shelf s where exists elements(s.tapes)", 1);
    }

    @Test
    void hidesRowsFromCollections(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            assertThat(author.books).hasSize(1);
            assertThat(author.genres).hasSize(1);
            assertThat(author.tags).hasSize(1);
            assertThat(session.find(Genre.class, 1).authors).hasSize(1);
            assertThat(session.find(Shelf.class, 1).tapes).hasSize(1);
            assertThat(session.find(Shelf.class, 1).media).hasSize(1);
        });
        scope.inTransaction(session -> {
            var fetched = session.createSelectionQuery(
                            "from Author a left join fetch a.books left join fetch a.genres", Author.class)
                    .getSingleResult();
            assertThat(fetched.books).hasSize(1);
            assertThat(fetched.genres).hasSize(1);
            assertThat(session.createSelectionQuery("from Shelf s left join fetch s.tapes", Shelf.class)
                            .getSingleResult()
                            .tapes)
                    .hasSize(1);
        });
    }

    @Test
    void keepsLinksWithHiddenElementsWhenASetChanges(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var genre = new Genre(3);
            session.persist(genre);
            session.find(Author.class, 1).genres.add(genre);
        });

        within(
                scope,
                DeletedRows.INCLUDE,
                session -> assertThat(session.find(Author.class, 1).genres).hasSize(3));
    }

    @Test
    void tellsThatARowIsGoneFromRefreshAndLock(SessionFactoryScope scope) {
        assertThat(catchThrowable(() -> scope.inTransaction(session -> {
                    var author = session.find(Author.class, 1);
                    scope.inTransaction(other -> other.remove(other.find(Author.class, 1)));
                    session.refresh(author, LockMode.PESSIMISTIC_WRITE);
                })))
                .isNotNull();
        assertThat(catchThrowable(() -> scope.inTransaction(session -> {
                    var book = session.find(Genre.class, 1);
                    scope.inTransaction(other -> other.remove(other.find(Genre.class, 1)));
                    session.lock(book, LockMode.OPTIMISTIC_FORCE_INCREMENT);
                })))
                .isNotNull();
    }

    @Test
    void showsAllRowsInScopesThatIncludeThem(SessionFactoryScope scope) {
        within(scope, DeletedRows.INCLUDE, session -> {
            assertThat(session.find(Author.class, 2)).isNotNull();
            assertThat(session.find(Author.class, 1).books).hasSize(2);
            assertThat(session.find(Author.class, "gone", KeyType.NATURAL)).isNotNull();
            assertThat(session.findMultiple(Author.class, List.of(1, 2))).doesNotContainNull();
            assertThat(number(session, "select count(*) from Book")).isEqualTo(3);
            assertThat(number(session, "select count(*) from Tape")).isEqualTo(2);
            assertThat(number(session, "select count(*) from Deposit")).isEqualTo(2);
            assertThat(number(session, "select size(s.tapes) from Shelf s")).isEqualTo(2);
            assertThat(number(session, "select count(g) from Author a join a.genres g"))
                    .isEqualTo(4);
        });
        scope.inStatelessTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openStatelessSession(session)) {
                assertThat(all.get(Author.class, 2)).isNotNull();
                assertThat(number(all, "select count(*) from Book")).isEqualTo(3);
            }
        });
    }

    @Test
    void showsDeletedRowsOnlyInScopesForThem(SessionFactoryScope scope) {
        within(scope, DeletedRows.ONLY, session -> {
            assertThat(session.find(Author.class, 1)).isNull();
            assertThat(session.find(Author.class, 2)).isNotNull();
            assertThat(number(session, "select count(*) from Book")).isEqualTo(2);
            assertThat(number(session, "select count(*) from Tape")).isEqualTo(1);
            assertThat(number(session, "select count(*) from Deposit")).isEqualTo(1);
            assertThat(number(session, "select sum(b.author.id) from Book b")).isEqualTo(3);
        });
        scope.inStatelessTransaction(session -> {
            try (var only = DeletedRows.ONLY.openStatelessSession(session)) {
                assertThat(only.get(Author.class, 1)).isNull();
                assertThat(only.get(Author.class, 2)).isNotNull();
            }
        });
    }

    @Test
    void hidesRowsInScopesOpenedFromScopes(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session);
                    var live = DeletedRows.EXCLUDE.openSession(all)) {
                assertThat(live.find(Author.class, 2)).isNull();
                assertThat(live.find(Author.class, 1)).isNotNull();
            }
        });
    }

    @Test
    void sharesTheTransactionOfTheParent(SessionFactoryScope scope) {
        try (var session = scope.openSession()) {
            var transaction = session.beginTransaction();
            session.remove(session.find(Book.class, 1));
            session.flush();
            try (var only = DeletedRows.ONLY.openSession(session)) {
                assertThat(only.find(Book.class, 1)).isNotNull();
            }
            transaction.rollback();
        }
        scope.inTransaction(session -> assertThat(session.find(Book.class, 1)).isNotNull());
    }

    @Test
    void enablesNoFilterInDefaultSessions(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.find(Author.class, 1);
            assertThat(session.unwrap(org.hibernate.engine.spi.SessionImplementor.class)
                            .getLoadQueryInfluencers()
                            .hasEnabledFilters())
                    .isFalse();
        });
    }

    @Test
    void keepsPlansOfDefaultSessions(SessionFactoryScope scope) {
        number(scope, "select count(*) from Author a where a.id > 0");
        var statistics = scope.factory().getStatistics();
        statistics.clear();

        for (int i = 0; i < 10; i++) {
            number(scope, "select count(*) from Author a where a.id > 0");
        }

        assertThat(statistics.getQueryPlanCacheMissCount()).isZero();
        assertThat(statistics.getQueryPlanCacheHitCount()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void cannotBeSuspendedInASession(SessionFactoryScope scope) {
        scope.inTransaction(session -> assertThat(catchThrowable(() ->
                        HibernateExt.of(session).without(Feature.SOFT_DELETE).close()))
                .isInstanceOf(FeatureNotSuspendableException.class)
                .hasMessageContaining("hibernate.ext.soft_delete.enabled"));
    }

    private static void within(SessionFactoryScope scope, DeletedRows rows, Consumer<Session> work) {
        scope.inTransaction(session -> {
            try (var child = rows.openSession(session)) {
                work.accept(child);
            }
        });
    }

    private static void assertNumber(SessionFactoryScope scope, String hql, long expected) {
        assertThat(number(scope, hql)).as(hql).isEqualTo(expected);
        assertThat(scope.<Long>fromStatelessTransaction(session -> number(session, hql)))
                .as(hql)
                .isEqualTo(expected);
    }

    private static long number(SessionFactoryScope scope, String hql) {
        return scope.fromTransaction(session -> number(session, hql));
    }

    private static long number(SharedSessionContract session, String hql) {
        return session.createSelectionQuery(hql, Number.class).getSingleResult().longValue();
    }
}
