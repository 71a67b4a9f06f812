/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.CollectionChange.Rows;
import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.testing.SessionFactoryScope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rows of collections that come and go, as far as they are known. */
class CollectionCaptureIT extends CaptureTest {

    CollectionCaptureIT(SessionFactoryScope scope) {
        super(scope);
    }

    @Test
    void reportsRowsOfCollections() {
        var set = session(session -> {
            var ada = new Reader(2, "Ada");
            session.persist(ada);
            var book = new Book(1, "Emma", 7);
            book.tags.addAll(List.of("a", "b"));
            book.notes.addAll(List.of("x", "y"));
            book.titles.putAll(Map.of("en", "Emma"));
            book.fans.add(ada);
            session.persist(book);
        });
        assertThat(rows(set, "tags").added()).containsExactlyInAnyOrder(element("a"), element("b"));
        assertThat(rows(set, "notes").added()).containsExactly(element(0, "x"), element(1, "y"));
        assertThat(rows(set, "titles").added()).containsExactly(element("en", "Emma"));
        assertThat(rows(set, "fans").added()).containsExactly(element(2L));
        assertThat(set.tables()).contains("book_fans");

        set = session(session -> {
            var book = session.find(Book.class, 1L);
            book.tags.remove("a");
            book.tags.add("c");
            book.notes.remove(0);
            book.titles.put("en", "Emma!");
            book.fans.clear();
        });
        assertThat(rows(set, "tags")).isEqualTo(new Rows(List.of(element("c")), List.of(element("a"))));
        assertThat(rows(set, "notes"))
                .isEqualTo(new Rows(List.of(element(0, "y")), List.of(element(0, "x"), element(1, "y"))));
        assertThat(rows(set, "titles"))
                .isEqualTo(new Rows(List.of(element("en", "Emma!")), List.of(element("en", "Emma"))));
        assertThat(rows(set, "fans")).isEqualTo(new Rows(List.of(), List.of(element(2L))));
        assertThat(set.of(Book.class))
                .singleElement()
                .satisfies(change -> assertThat(change.dirtyAttributes()).containsExactly("version"));
    }

    @Test
    void reportsRowsOfRemovedOwner() {
        session(session -> {
            var book = new Book(1, "Emma", 7);
            book.tags.addAll(List.of("a", "b"));
            session.persist(book);
        });

        var set = session(session -> {
            var book = session.find(Book.class, 1L);
            assertThat(book.tags).hasSize(2);
            session.remove(book);
        });

        assertThat(rows(set, "tags").added()).isEmpty();
        assertThat(rows(set, "tags").removed()).containsExactlyInAnyOrder(element("a"), element("b"));
        assertThat(rows(set, "notes").removed()).isNull();
    }

    @Test
    void reportsCollectionsOfStatelessWritesAsFarAsKnown() {
        var book = new Book(1, "Emma", 7);
        book.tags.add("a");
        var set = stateless(session -> session.insert(book));
        assertThat(rows(set, "tags")).isEqualTo(new Rows(List.of(element("a")), List.of()));
        assertThat(set.collections()).hasSize(1);

        set = stateless(session -> session.update(book));
        assertThat(rows(set, "tags")).isEqualTo(Rows.UNKNOWN);

        set = stateless(session -> session.delete(book));
        assertThat(rows(set, "tags").removed()).isNull();
        assertThat(set.tables()).contains("book", "book_fans");
    }

    @Test
    void reportsCollectionOfRowInsertedAfterBulkDeleteByItself() {
        var book = new Book(1, "Emma", 7);
        session(session -> session.persist(book));
        var again = new Book(1, "Emma", 7);
        again.tags.add("a");

        var set = stateless(session -> {
            session.update(book);
            session.createMutationQuery("delete from Book").executeUpdate();
            session.insert(again);
        });

        assertThat(set.collections())
                .filteredOn(change -> change.role().endsWith(".tags"))
                .extracting(CollectionChange::rows)
                .containsExactly(Rows.UNKNOWN, new Rows(List.of(element("a")), List.of()));
    }

    private static Rows rows(ChangeSet set, String attribute) {
        return set.collections().stream()
                .filter(change -> change.role().endsWith("." + attribute))
                .map(CollectionChange::rows)
                .findFirst()
                .orElseThrow();
    }

    private static CollectionElement element(Object value) {
        return new CollectionElement(null, value);
    }

    private static CollectionElement element(Object index, Object value) {
        return new CollectionElement(index, value);
    }
}
