/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.it.softdelete.Library.Author;
import dev.hibernateext.it.softdelete.Library.Award;
import dev.hibernateext.it.softdelete.Library.Book;
import dev.hibernateext.it.softdelete.Library.Genre;
import dev.hibernateext.it.softdelete.Library.Letter;
import dev.hibernateext.testing.SessionFactoryScope;
import org.junit.jupiter.api.Test;

/** What a collection owns is marked with its owner; the rows of its table stay, unless the collection itself lets them go. */
class SoftDeleteCollectionsIT extends BatchedLibraryTest {

    @Test
    void marksOrphans(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.write(1, "one");
        persist(scope, author);

        scope.inTransaction(session -> session.find(Author.class, 1).books.clear());

        assertThat(find(scope, Book.class, 1)).isNull();
        assertThat(row(scope, Book.class, 1).getDeletedAt()).isEqualTo(NOW);
    }

    @Test
    void cascadesThroughACollectionTable(SessionFactoryScope scope) {
        var author = new Author(1, "a");
        author.awards.add(new Award(1));
        persist(scope, author);

        scope.inTransaction(session -> session.remove(session.find(Author.class, 1)));

        assertThat(row(scope, Award.class, 1).getDeletionId())
                .isEqualTo(row(scope, Author.class, 1).getDeletionId())
                .isNotNull();
    }

    @Test
    void keepsTheRowsOfCollections(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session -> session.remove(session.find(Author.class, 1)));

        assertKept(scope);
    }

    @Test
    void keepsTheRowsOfCollectionsInStatelessDeletes(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inStatelessTransaction(session -> {
            var author = session.get(Author.class, 1);
            session.fetch(author.tags);
            session.fetch(author.genres);
            session.fetch(author.letters);
            session.delete(author);
        });

        assertKept(scope);
        assertThat(row(scope, Author.class, 1).getVersion()).isEqualTo(1);
    }

    @Test
    void keepsTheRowsOfCollectionsInBulkDeletes(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session ->
                session.createMutationQuery("delete Author where name = 'full'").executeUpdate());

        assertKept(scope);
    }

    @Test
    void removesTheRowsOfCollectionsOfLiveOwners(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            author.tags.clear();
            author.genres.clear();
            author.letters.clear();
        });

        scope.inTransaction(session -> {
            var author = session.find(Author.class, 1);
            assertThat(author.tags).isEmpty();
            assertThat(author.genres).isEmpty();
            assertThat(author.letters).isEmpty();
        });
        assertThat(rows(scope, "select count(*) from Author_tags")).isZero();
    }

    @Test
    void writesTheRowsOfCollectionsInStatelessUpdates(SessionFactoryScope scope) {
        persistFull(scope);

        scope.inStatelessTransaction(session -> {
            var author = session.get(Author.class, 1);
            session.fetch(author.tags);
            author.tags.clear();
            author.tags.add("new");
            session.update(author);
        });

        scope.inTransaction(
                session -> assertThat(session.find(Author.class, 1).tags).containsExactly("new"));
    }

    private static void persistFull(SessionFactoryScope scope) {
        var author = new Author(1, "full");
        var genre = new Genre(1);
        var letter = new Letter(1);
        author.genres.add(genre);
        author.letters.add(letter);
        author.tags.add("x");
        author.tags.add("y");
        persist(scope, genre, letter, author);
    }

    private static void assertKept(SessionFactoryScope scope) {
        assertThat(find(scope, Author.class, 1)).isNull();
        assertThat(rows(scope, "select count(*) from Author_tags")).isEqualTo(2);
        assertThat(rows(scope, "select count(*) from Author_Genre")).isEqualTo(1);
        assertThat(rows(scope, "select count(*) from Letter where author_id = 1"))
                .isEqualTo(1);
    }
}
