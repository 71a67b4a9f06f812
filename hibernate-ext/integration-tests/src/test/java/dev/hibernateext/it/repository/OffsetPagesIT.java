/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hibernateext.repository.Repository;
import dev.hibernateext.repository.filter.Filters;
import dev.hibernateext.repository.page.OffsetPage;
import dev.hibernateext.repository.page.OffsetPages;
import dev.hibernateext.repository.page.OffsetRequest;
import dev.hibernateext.repository.page.Total;
import dev.hibernateext.repository.page.TotalPolicy;
import dev.hibernateext.repository.session.ClosedSessionException;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.query.Order;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;

/** Pages by number, and what a total costs. */
@HibernateExtTest(databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
class OffsetPagesIT {

    @Test
    void joinsPagesToTheWholeThoughAllRowsAreEqualInTheOrder(SessionFactoryScope scope) {
        persist(scope, 25);
        var seen = new ArrayList<Integer>();

        for (var number = 1; number <= 4; number++) {
            var page = read(scope, number, TotalPolicy.exact());
            page.items().forEach(article -> seen.add(article.id));
            assertThat(page.total()).isEqualTo(new Total.Exact(25));
            assertThat(page.pages()).hasValue(4);
            assertThat(page.hasNext()).isEqualTo(number < 4);
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void countsNoFurtherThanItWasTold(SessionFactoryScope scope) {
        persist(scope, 25);

        assertThat(read(scope, 1, TotalPolicy.capped(24)).total()).isEqualTo(new Total.MoreThan(24));
        assertThat(read(scope, 1, TotalPolicy.capped(25)).total()).isEqualTo(new Total.Exact(25));
        assertThat(read(scope, 1, TotalPolicy.none()).total()).isEqualTo(new Total.Unknown());
        assertThat(read(scope, 1, TotalPolicy.none()).pages()).isEmpty();
    }

    @Test
    void countsNotAtAllWhereThePageTellsTheTotal(SessionFactoryScope scope) {
        persist(scope, 10);
        scope.dataSource().recorder().clear();

        assertThat(read(scope, 2, TotalPolicy.exact()).total()).isEqualTo(new Total.Exact(10));

        assertThat(scope.dataSource().recorder().count()).isOne();
    }

    @Test
    void countsWhereThePageIsBehindTheEnd(SessionFactoryScope scope) {
        persist(scope, 10);

        var page = read(scope, 9, TotalPolicy.exact());

        assertThat(page.items()).isEmpty();
        assertThat(page.total()).isEqualTo(new Total.Exact(10));
    }

    @Test
    void fetchesWithoutBreakingPageOrTotal(SessionFactoryScope scope) {
        persist(scope, 20);
        var filter = Filters.of(scope.factory(), Article.class)
                .allow("author.id", "author.name")
                .build()
                .fromTree(Map.of("field", "author.name", "operator", "eq", "value", "ann"));

        for (var totals : List.of(TotalPolicy.exact(), TotalPolicy.capped(100))) {
            var page = scope.fromTransaction(session ->
                    pages(scope).read(session, new OffsetRequest(1, 7, totals), query -> withAuthor(query, filter)));

            assertThat(page.items()).hasSize(7).allMatch(article -> Hibernate.isInitialized(article.author));
            assertThat(page.total()).isEqualTo(new Total.Exact(20));
        }
    }

    @Test
    void refusesAClosedSession(SessionFactoryScope scope) {
        var session = scope.openSession();
        session.close();
        var request = new OffsetRequest(1, 7, TotalPolicy.none());

        assertThatExceptionOfType(ClosedSessionException.class)
                .isThrownBy(() -> pages(scope).read(session, request, query -> query));
        assertThatExceptionOfType(ClosedSessionException.class).isThrownBy(() -> Repository.of(session, Article.class));
    }

    @Test
    void refusesPagesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetRequest(0, 1, TotalPolicy.none()));
        assertThatIllegalArgumentException().isThrownBy(() -> new OffsetRequest(1, 0, TotalPolicy.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OffsetRequest(2, Integer.MAX_VALUE, TotalPolicy.none()));
    }

    private static SelectionSpecification<Article> withAuthor(
            SelectionSpecification<Article> query, Restriction<Article> filter) {
        return query.fetch(Path.from(Article.class).to("author", Author.class)).restrict(filter);
    }

    private static OffsetPage<Article> read(SessionFactoryScope scope, int number, TotalPolicy totals) {
        return scope.fromStatelessTransaction(session -> pages(scope)
                .read(
                        session,
                        new OffsetRequest(number, 7, totals),
                        query -> query.sort(Order.desc(Article.class, "place"))));
    }

    private static OffsetPages<Article> pages(SessionFactoryScope scope) {
        return OffsetPages.of(scope.factory(), Article.class);
    }

    private static void persist(SessionFactoryScope scope, int count) {
        scope.inTransaction(session -> {
            var author = new Author();
            session.persist(author);
            IntStream.range(0, count).forEach(id -> session.persist(new Article(id, author)));
        });
    }

    @Entity(name = "Author")
    static class Author {

        @Id
        int id;

        String name = "ann";
    }

    @Entity(name = "Article")
    static class Article {

        @Id
        int id;

        int place;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author = new Author();

        protected Article() {}

        Article(int id, Author author) {
            this.id = id;
            this.author = author;
        }
    }
}
