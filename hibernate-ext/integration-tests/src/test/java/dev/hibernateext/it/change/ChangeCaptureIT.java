/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Chapter;
import dev.hibernateext.it.change.Library.Place;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.it.change.Library.Shelf;
import dev.hibernateext.testing.SessionFactoryScope;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What sessions do to entities, each row once for its transaction, and what nobody is told. */
class ChangeCaptureIT extends CaptureTest {

    ChangeCaptureIT(SessionFactoryScope scope) {
        super(scope);
    }

    @Test
    void reportsPersistWithItsState() {
        var change = only(session(session -> session.persist(new Book(1, "Emma", 7))));

        assertThat(change.kind()).isEqualTo(Kind.INSERT);
        assertThat(change.entityName()).isEqualTo(Book.class.getName());
        assertThat(change.javaType()).isEqualTo(Book.class);
        assertThat(change.id()).isEqualTo(1L);
        assertThat(change.before()).isNull();
        assertThat(after(change, "title")).isEqualTo("Emma");
        assertThat(after(change, "price")).isEqualTo(7);
        assertThat(change.tables()).contains("book");
    }

    @Test
    void reportsPersistWithDatabaseGeneratedId() {
        var change = only(session(session -> session.persist(new Shelf("A"))));

        assertThat(change.id()).isInstanceOf(Long.class);
        assertThat(after(change, "label")).isEqualTo("A");
    }

    @Test
    void reportsUpdateWithBothStatesAndDirtyAttributes() {
        session(session -> session.persist(new Book(1, "Emma", 7)));

        var change = only(session(session -> session.find(Book.class, 1L).price = 9));

        assertThat(change.kind()).isEqualTo(Kind.UPDATE);
        assertThat(before(change, "price")).isEqualTo(7);
        assertThat(after(change, "price")).isEqualTo(9);
        assertThat(change.dirtyAttributes()).containsExactlyInAnyOrder("version", "price");
    }

    @Test
    void reportsMergeOfDetachedEntity() {
        session(session -> session.persist(new Book(1, "Emma", 7)));
        var detached = new Book(1, "Persuasion", 7);

        var change = only(session(session -> session.merge(detached)));

        assertThat(change.kind()).isEqualTo(Kind.UPDATE);
        assertThat(before(change, "title")).isEqualTo("Emma");
        assertThat(after(change, "title")).isEqualTo("Persuasion");
    }

    @Test
    void keepsAttributesAnUpdateDoesNotWrite() {
        var book = new Book(1, "Emma", 7);
        book.isbn = "978";
        session(session -> session.persist(book));
        var detached = new Book(1, "Persuasion", 7);

        var change = only(session(session -> session.merge(detached)));

        assertThat(after(change, "isbn")).isEqualTo("978");
        assertThat(change.dirtyAttributes()).containsExactlyInAnyOrder("version", "title");
    }

    @Test
    void reportsRemoveWithItsOldState() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var change = only(session(session -> session.remove(session.find(Reader.class, 1L))));

        assertThat(change.kind()).isEqualTo(Kind.DELETE);
        assertThat(before(change, "name")).isEqualTo("Ada");
        assertThat(change.after()).isNull();
    }

    @Test
    void reportsRemoveOfReference() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var change = only(session(session -> session.remove(session.getReference(Reader.class, 1L))));

        assertThat(change.kind()).isEqualTo(Kind.DELETE);
        assertThat(change.id()).isEqualTo(1L);
    }

    @Test
    void reportsCascadesAndOrphans() {
        var set = session(session -> {
            var book = new Book(1, "Emma", 7);
            book.add(10, "one");
            book.add(11, "two");
            session.persist(book);
        });
        assertThat(set.of(Chapter.class)).extracting(EntityChange::kind).containsExactly(Kind.INSERT, Kind.INSERT);
        assertThat(after(set.of(Chapter.class).get(0), "book")).isEqualTo(1L);

        set = session(session -> session.find(Book.class, 1L).chapters.remove(0));
        assertThat(set.of(Chapter.class))
                .extracting(EntityChange::kind, EntityChange::id)
                .containsExactly(tuple(Kind.DELETE, 10L));
        assertThat(set.collections()).isEmpty();

        set = session(session -> session.remove(session.find(Book.class, 1L)));
        assertThat(set.entities())
                .extracting(EntityChange::javaType, EntityChange::kind)
                .containsExactlyInAnyOrder(tuple(Chapter.class, Kind.DELETE), tuple(Book.class, Kind.DELETE));
    }

    @Test
    void holdsAssociationsAsIdentifiersEvenInEmbeddables() {
        var set = session(session -> {
            var shelf = new Shelf("A");
            session.persist(shelf);
            var reader = new Reader(2, "Ada");
            session.persist(reader);
            var book = new Book(1, "Emma", 7);
            book.borrower = reader;
            book.place = new Place("North", 3, shelf);
            session.persist(book);
        });

        var change = set.of(Book.class).get(0);
        assertThat(after(change, "borrower")).isEqualTo(2L);
        var place = (Image) Objects.requireNonNull(after(change, "place"));
        assertThat(place.get("room")).isEqualTo("North");
        assertThat(place.get("shelf")).isEqualTo(set.of(Shelf.class).get(0).id());
    }

    @Test
    void copiesMutableValues() {
        var book = new Book(1, "Emma", 7);
        book.cover = new byte[] {1, 2};
        var change = only(session(session -> {
            session.persist(book);
            session.flush();
            book.cover[0] = 9;
            session.detach(book);
        }));

        assertThat((byte[]) Objects.requireNonNull(after(change, "cover"))).containsExactly(1, 2);
    }

    @Test
    void mergesFlushesIntoOneChange() {
        session(session -> session.persist(new Book(1, "Emma", 7)));

        var change = only(session(session -> {
            var book = session.find(Book.class, 1L);
            book.price = 8;
            session.flush();
            book.title = "Persuasion";
            session.flush();
            book.price = 10;
        }));

        assertThat(before(change, "price")).isEqualTo(7);
        assertThat(after(change, "price")).isEqualTo(10);
        assertThat(change.dirtyAttributes()).containsExactlyInAnyOrder("version", "title", "price");
    }

    @Test
    void reportsNothingForARowThatCameAndWent() {
        scope.inTransaction(session -> {
            var reader = new Reader(1, "Ada");
            session.persist(reader);
            session.flush();
            reader.name = "Eve";
            session.flush();
            session.remove(reader);
        });

        assertThat(told.committed).isEmpty();
    }

    @Test
    void reportsUpdateForARowThatWasReplaced() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var change = only(session(session -> {
            session.remove(session.find(Reader.class, 1L));
            session.flush();
            session.persist(new Reader(1, "Eve"));
        }));

        assertThat(change.kind()).isEqualTo(Kind.UPDATE);
        assertThat(before(change, "name")).isEqualTo("Ada");
        assertThat(after(change, "name")).isEqualTo("Eve");
    }

    @Test
    void doesNotSeeForcedIncrementsAndJdbc() {
        session(session -> session.persist(new Book(1, "Emma", 7)));
        told.clear();

        scope.inTransaction(session -> {
            session.find(Book.class, 1L, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            session.doWork(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate("update book set price = 1");
                }
            });
        });

        assertThat(told.committed).isEmpty();
    }

    @Test
    void neverPrintsAValue() {
        var set = session(session -> {
            var book = new Book(424242, "canary-title", 7);
            book.tags.add("canary-tag");
            session.persist(book);
            session.createMutationQuery("update Reader set city = :city")
                    .setParameter("city", "canary-city")
                    .executeUpdate();
            session.createMutationQuery("update Book set isbn = :isbn, price = 5")
                    .setParameter("isbn", "canary-isbn")
                    .executeUpdate();
        });

        assertThat(set.bulk()).hasSize(1);
        assertThat(set.toString()).doesNotContain("canary", "424242");
        assertThat(set.entities().toString()
                        + set.entities().get(0).after()
                        + set.entities().get(0).reference())
                .doesNotContain("canary", "424242");
        assertThat(set.collections().toString()
                        + set.collections().get(0).rows().added())
                .doesNotContain("canary", "424242");
        assertThat(set.tables()).contains("book");
        assertThat(Set.copyOf(set.bulk().get(0).statement().parameters())).contains("canary-isbn");
    }
}
