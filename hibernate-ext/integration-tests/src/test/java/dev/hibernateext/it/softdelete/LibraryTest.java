/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import dev.hibernateext.core.CoreSettings;
import dev.hibernateext.core.softdelete.DeletedRows;
import dev.hibernateext.core.softdelete.Trash;
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
import dev.hibernateext.testing.MutableClock;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.SettingsContributor;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.database.DatabaseUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.restriction.Restriction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A library of entities of every kind, and what its tests do with rows. The time stands still unless a test moves it. */
@HibernateExtTest(
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        entities = {
            Author.class, Book.class, Genre.class, Letter.class, Award.class, Review.class, Library.Source.class,
            Secret.class, Reservation.class, Shelf.class, Medium.class, Tape.class, Member.class, Patron.class,
            Account.class, Deposit.class
        })
abstract class LibraryTest implements SettingsContributor {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final MutableClock CLOCK = MutableClock.startingAt(NOW);

    @Override
    public void contribute(Map<String, Object> settings, DatabaseUnderTest database) {
        settings.put(CoreSettings.CLOCK, CLOCK);
    }

    @BeforeEach
    void rewind() {
        CLOCK.set(NOW);
    }

    static <E> Trash<E> trash(Session session, Class<E> type) {
        return Trash.of(session, type);
    }

    static void persistLibrary(SessionFactoryScope scope) {
        var author = new Author(1, "one");
        author.write(1, "first");
        author.write(2, "second");
        author.tags.addAll(Set.of("x", "y"));
        var genre = new Genre(1);
        author.genres.add(genre);
        var letter = new Letter(1);
        author.letters.add(letter);
        var award = new Award();
        award.id = 1;
        author.awards.add(award);
        persist(scope, genre, letter, author);
    }

    static void persist(SessionFactoryScope scope, Object... entities) {
        scope.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    static void remove(SessionFactoryScope scope, Class<?> type, Object id) {
        scope.inTransaction(session -> session.remove(session.find(type, id)));
    }

    static <E> @Nullable E find(SessionFactoryScope scope, Class<E> type, Object id) {
        return scope.fromTransaction(session -> session.find(type, id));
    }

    static <E> E row(SessionFactoryScope scope, Class<E> type, Object id) {
        return scope.fromTransaction(session -> {
            try (var all = DeletedRows.INCLUDE.openSession(session)) {
                return Objects.requireNonNull(all.find(type, id));
            }
        });
    }

    static long count(SessionFactoryScope scope, String entity) {
        return scope.fromTransaction(
                session -> session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult());
    }

    static long rows(SessionFactoryScope scope, String sql) {
        return scope.fromTransaction(
                session -> session.createNativeQuery(sql, Long.class).getSingleResult());
    }

    static long rowsIn(SessionFactoryScope scope, String table) {
        return rows(scope, "select count(*) from " + table);
    }

    static Restriction<Book> titled(String title) {
        return Restriction.restrict(
                Book.class, "title", org.hibernate.query.range.Range.singleCaseInsensitiveValue(title));
    }

    static UUID deletionOf(SessionFactoryScope scope, Class<? extends Author> type, Object id) {
        return Objects.requireNonNull(row(scope, type, id).getDeletionId());
    }
}
