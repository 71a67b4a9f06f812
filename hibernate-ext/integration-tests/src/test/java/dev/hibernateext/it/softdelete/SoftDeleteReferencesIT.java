/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Genre;
import dev.hibernateext.it.softdelete.Library.Letter;
import dev.hibernateext.it.softdelete.Library.Review;
import dev.hibernateext.it.softdelete.Library.Secret;
import dev.hibernateext.it.softdelete.Library.Source;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.EntityNotFoundException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.OrderingMode;
import org.hibernate.SessionCheckMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A review refers to a deleted author in every way, and to a deleted row that hides itself. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            Author.class,
            Book.class,
            Genre.class,
            Letter.class,
            Award.class,
            Review.class,
            Source.class,
            Secret.class
        })
class SoftDeleteReferencesIT {

    @BeforeEach
    void deleteWhatTheReviewRefersTo(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var author = new Author(1, "gone");
            var secret = new Secret(1, "hidden");
            session.persist(author);
            session.persist(secret);
            var review = new Review(1);
            review.lazy = author;
            review.eager = author;
            review.one = author;
            review.source = new Source(author);
            review.secret = secret;
            session.persist(review);
        });
        scope.inTransaction(session -> {
            session.remove(session.find(Author.class, 1));
            session.remove(session.find(Secret.class, 1));
        });
    }

    @Test
    void resolvesReferencesThatAreTouched(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var review = session.find(Review.class, 1);
            assertThat(nameOf(review.lazy)).isEqualTo("gone");
            assertThat(nameOf(review.eager)).isEqualTo("gone");
            assertThat(nameOf(review.one)).isEqualTo("gone");
            assertThat(nameOf(Objects.requireNonNull(review.source).embedded)).isEqualTo("gone");
        });
    }

    @Test
    void resolvesReferencesThatAreFetched(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            var review = session.createSelectionQuery(
                            "from Review r left join fetch r.lazy join fetch r.eager left join fetch r.one",
                            Review.class)
                    .getSingleResult();
            assertThat(Hibernate.isInitialized(review.lazy)).isTrue();
            assertThat(nameOf(review.lazy)).isEqualTo("gone");
            assertThat(nameOf(review.eager)).isEqualTo("gone");
            assertThat(nameOf(review.one)).isEqualTo("gone");
        });
        scope.inTransaction(session -> {
            var graph = session.createEntityGraph(Review.class);
            graph.addAttributeNode("lazy");
            assertThat(nameOf(session.find(graph, 1).lazy)).isEqualTo("gone");
        });
    }

    @Test
    void resolvesReferencesInStatelessSessions(SessionFactoryScope scope) {
        scope.inStatelessTransaction(session -> {
            var review = session.createSelectionQuery("from Review r left join fetch r.lazy", Review.class)
                    .getSingleResult();
            assertThat(nameOf(review.lazy)).isEqualTo("gone");
        });
    }

    @Test
    void hidesWhatAReferenceHasLoadedFromLoadsByManyIds(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            session.persist(new Author(2, "live"));
            var gone = Objects.requireNonNull(session.find(Review.class, 1).lazy);
            Hibernate.initialize(gone);

            assertThat(session.findMultiple(Author.class, List.of(1, 2)))
                    .extracting(author -> author == null ? null : author.id)
                    .containsExactly(null, 2);
            assertThat(session.findMultiple(
                            Author.class, List.of(1, 2), OrderingMode.UNORDERED, SessionCheckMode.ENABLED))
                    .extracting(author -> author.id)
                    .containsExactly(2);
        });
    }

    @Test
    void loadsADeletedReferenceWithTwoStatements(SessionFactoryScope scope, StatementRecorder recorder) {
        scope.inTransaction(session -> {
            var review = session.find(Review.class, 1);
            recorder.clear();
            Hibernate.initialize(review.lazy);
            recorder.assertCount(StatementKind.SELECT, 2);
        });
    }

    @Test
    void hidesResolvedRowsFromLoadsById(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            Hibernate.initialize(session.find(Review.class, 1).lazy);
            assertThat(session.find(Author.class, 1)).isNull();
            assertThat(session.createSelectionQuery("from Author", Author.class).getResultList())
                    .isEmpty();
            assertThat(session.find(Author.class, "gone", KeyType.NATURAL)).isNull();
        });
    }

    @Test
    void hidesRowsFromLoadsByIdThatMeetAReference(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThat(session.find(Review.class, 1).lazy).isNotNull();
            assertThat(session.find(Author.class, 1)).isNull();
            assertThat(session.findMultiple(Author.class, List.of(1))).containsOnlyNulls();
        });
    }

    @Test
    void hidesReferencesToRowsThatHideThemselves(SessionFactoryScope scope) {
        assertThat(catchThrowable(() ->
                        scope.inTransaction(session -> Hibernate.initialize(session.find(Review.class, 1).secret))))
                .isInstanceOf(EntityNotFoundException.class);
        assertThat(catchThrowable(() -> scope.inTransaction(
                        session -> session.createSelectionQuery("from Review r join fetch r.secret", Review.class)
                                .getResultList())))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void resolvesReferencesOfDetachedAndDirtyOwnersWithoutLosingTheForeignKey(SessionFactoryScope scope) {
        assertKeepsKeys(scope, () -> scope.inTransaction(session -> session.find(Review.class, 1).text = "found"));
        assertKeepsKeys(
                scope,
                () -> scope.inTransaction(session -> {
                    var review = session.createSelectionQuery(
                                    "from Review r left join fetch r.lazy left join fetch r.eager left join fetch r.one",
                                    Review.class)
                            .getSingleResult();
                    review.text = "fetched";
                }));
        assertKeepsKeys(
                scope,
                () -> scope.inStatelessTransaction(session -> {
                    var review = session.get(Review.class, 1);
                    review.text = "stateless";
                    session.update(review);
                }));
        assertKeepsKeys(scope, () -> {
            var detached = scope.<Review>fromTransaction(session -> session.find(Review.class, 1));
            detached.text = "merged";
            scope.inTransaction(session -> session.merge(detached));
        });
    }

    @Test
    void hidesRowsFromPathsThatOnlyLookThroughAReference(SessionFactoryScope scope) {
        scope.inTransaction(session -> {
            assertThat(session.createSelectionQuery("select r.lazy.name from Review r", String.class)
                            .getResultList())
                    .isEmpty();
            assertThat(session.createSelectionQuery("select r.lazy.id from Review r", Integer.class)
                            .getResultList())
                    .containsExactly(1);
        });
    }

    private static void assertKeepsKeys(SessionFactoryScope scope, ThrowingCallable work) {
        assertThat(catchThrowable(work)).isNull();
        scope.inTransaction(session -> assertThat(session.createNativeQuery(
                                "select count(*) from Review where lazy_id = 1 and eager_id = 1 and one_id = 1"
                                        + " and embedded_id = 1 and secret_id = 1",
                                Long.class)
                        .getSingleResult())
                .isEqualTo(1));
    }

    private static String nameOf(@Nullable Author author) {
        return Hibernate.unproxy(Objects.requireNonNull(author), Author.class).name;
    }
}
