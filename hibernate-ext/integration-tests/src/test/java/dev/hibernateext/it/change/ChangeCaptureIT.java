/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hibernateext.core.change.BulkChange;
import dev.hibernateext.core.change.BulkStatement;
import dev.hibernateext.core.change.BulkStatement.Source;
import dev.hibernateext.core.change.ChangeSet;
import dev.hibernateext.core.change.Changes;
import dev.hibernateext.core.change.CollectionChange;
import dev.hibernateext.core.change.CollectionChange.Rows;
import dev.hibernateext.core.change.CollectionElement;
import dev.hibernateext.core.change.EntityChange;
import dev.hibernateext.core.change.EntityChange.Kind;
import dev.hibernateext.core.change.Image;
import dev.hibernateext.it.change.Library.Book;
import dev.hibernateext.it.change.Library.Chapter;
import dev.hibernateext.it.change.Library.Disc;
import dev.hibernateext.it.change.Library.Magazine;
import dev.hibernateext.it.change.Library.Medium;
import dev.hibernateext.it.change.Library.Place;
import dev.hibernateext.it.change.Library.Reader;
import dev.hibernateext.it.change.Library.Shelf;
import dev.hibernateext.it.change.Library.Ticket;
import dev.hibernateext.testing.HibernateExtTest;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.Setting;
import dev.hibernateext.testing.database.DatabaseKind;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HibernateExtTest(
        entities = {
            Book.class,
            Chapter.class,
            Reader.class,
            Medium.class,
            Disc.class,
            Magazine.class,
            Shelf.class,
            Ticket.class,
            Place.class
        },
        databases = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB},
        settings = @Setting(name = "hibernate.jdbc.batch_size", value = "10"))
class ChangeCaptureIT {

    private final RecordingListener told = new RecordingListener();
    private Changes.Registration registration = () -> {};
    private final SessionFactoryScope scope;

    ChangeCaptureIT(SessionFactoryScope scope) {
        this.scope = scope;
    }

    @BeforeEach
    void register() {
        registration = Changes.of(scope.factory()).register(told);
    }

    @AfterEach
    void unregister() {
        registration.close();
    }

    private ChangeSet session(Consumer<Session> work) {
        told.clear();
        scope.inTransaction(work);
        return told.only();
    }

    private ChangeSet stateless(Consumer<StatelessSession> work) {
        told.clear();
        scope.inStatelessTransaction(work);
        return told.only();
    }

    private static EntityChange only(ChangeSet set) {
        assertThat(set.changes()).hasSize(1);
        return (EntityChange) set.changes().get(0);
    }

    private static @Nullable Object before(EntityChange change, String attribute) {
        return image(change.before()).get(attribute);
    }

    private static @Nullable Object after(EntityChange change, String attribute) {
        return image(change.after()).get(attribute);
    }

    private static Image image(@Nullable Image image) {
        return Objects.requireNonNull(image);
    }

    private static BulkChange bulk(ChangeSet set) {
        assertThat(set.changes()).hasSize(1);
        return set.bulk().get(0);
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

    @Test
    void reportsStatelessWrites() {
        var insert = only(stateless(session -> session.insert(new Reader(1, "Ada"))));
        assertThat(insert.kind()).isEqualTo(Kind.INSERT);
        assertThat(after(insert, "name")).isEqualTo("Ada");

        var update = only(stateless(session -> session.update(new Reader(1, "Eve"))));
        assertThat(update.kind()).isEqualTo(Kind.UPDATE);
        assertThat(update.before()).isNull();
        assertThat(after(update, "name")).isEqualTo("Eve");
        assertThat(update.dirtyAttributes()).isEmpty();

        var upsert = only(stateless(session -> session.upsert(new Reader(1, "Ida"))));
        assertThat(upsert.kind()).isEqualTo(Kind.UPSERT);
        assertThat(after(upsert, "name")).isEqualTo("Ida");

        var delete = only(stateless(session -> session.delete(new Reader(1, "Ida"))));
        assertThat(delete.kind()).isEqualTo(Kind.DELETE);
        assertThat(delete.before()).isNull();
    }

    @Test
    void reportsUpsertOfRowThatIsUpsertedDeletedAndInserted() {
        var change = only(stateless(session -> {
            session.upsert(new Reader(1, "Ada"));
            session.delete(new Reader(1, "Ada"));
            session.insert(new Reader(1, "Eve"));
        }));

        assertThat(change.kind()).isEqualTo(Kind.UPSERT);
        assertThat(after(change, "name")).isEqualTo("Eve");
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

    @Test
    void reportsStatelessWritesOfMany() {
        var set = stateless(session -> session.insertMultiple(List.of(new Reader(1, "Ada"), new Reader(2, "Eve"))));

        assertThat(set.of(Reader.class)).extracting(EntityChange::id).containsExactly(1L, 2L);
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
    void publishesStatelessWriteWithoutTransactionAtOnce() {
        try (var session = scope.openStatelessSession()) {
            session.insert(new Reader(1, "Ada"));

            assertThat(told.only().transactional()).isFalse();
            assertThat(only(told.only()).kind()).isEqualTo(Kind.INSERT);
            assertThat(told.before).isEmpty();

            told.clear();
            session.beginTransaction();
            session.insert(new Reader(2, "Eve"));
            session.getTransaction().rollback();
        }

        assertThat(told.committed).isEmpty();
        assertThat(told.rolledBack).hasSize(1);
    }

    @Test
    void reportsBulkStatementsOnOneTable() {
        session(session -> {
            session.persist(new Reader(1, "Ada"));
            session.persist(new Reader(2, "Eve"));
        });

        var update =
                bulk(session(session -> session.createMutationQuery("update Reader set city = :city where id < :id")
                        .setParameter("id", 3)
                        .setParameter("city", "Rome")
                        .executeUpdate()));
        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.statement().source()).isEqualTo(Source.ENTITY);
        assertThat(update.statement().parameters()).containsExactly("Rome", 3L);
        assertThat(update.rowCount()).isEqualTo(2);
        assertThat(update.tables()).containsExactly("reader");
        assertThat(update.entityNames()).containsExactly(Reader.class.getName());

        var insert =
                bulk(session(session -> session.createMutationQuery("insert into Reader (id, name) values (9, 'Ida')")
                        .executeUpdate()));
        assertThat(insert.statement().kind()).isEqualTo(BulkStatement.Kind.INSERT);
        assertThat(insert.tables()).containsExactly("reader");

        var delete = bulk(stateless(session ->
                session.createMutationQuery("delete from Reader where id = 9").executeUpdate()));
        assertThat(delete.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(delete.rowCount()).isEqualTo(1);
    }

    @Test
    void reportsCriteriaStatement() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var change = bulk(session(session -> {
            var update = session.getCriteriaBuilder().createCriteriaUpdate(Reader.class);
            update.from(Reader.class);
            update.set("city", "Rome");
            session.createMutationQuery(update).executeUpdate();
        }));

        assertThat(change.statement().source()).isEqualTo(Source.ENTITY);
        assertThat(change.rowCount()).isEqualTo(1);
    }

    @Test
    void reportsStatementOnSeveralTablesOnce() {
        session(session -> {
            session.persist(new Disc(1, "one", 60));
            session.persist(new Disc(2, "two", 70));
            session.persist(new Magazine(3, "three", 12));
        });

        var update = bulk(session(
                session -> session.createMutationQuery("update Disc set name = :name, minutes = 5 where minutes > 65")
                        .setParameter("name", "new")
                        .executeUpdate()));
        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.rowCount()).isEqualTo(1);
        assertThat(update.tables()).containsExactlyInAnyOrder("medium", "disc");
        assertThat(update.statement().parameters()).contains("new");

        var insert = bulk(session(
                session -> session.createMutationQuery("insert into Disc (id, name, minutes) values (7, 'seven', 7)")
                        .executeUpdate()));
        assertThat(insert.statement().kind()).isEqualTo(BulkStatement.Kind.INSERT);
        assertThat(insert.tables()).containsExactlyInAnyOrder("medium", "disc");

        var delete = bulk(stateless(session ->
                session.createMutationQuery("delete from Medium where id <> 7").executeUpdate()));
        assertThat(delete.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(delete.rowCount()).isEqualTo(3);
        assertThat(delete.tables()).containsExactlyInAnyOrder("medium", "disc", "magazine");
    }

    @Test
    void reportsStatementOnSecondaryTableOnce() {
        session(session -> {
            session.persist(new Ticket(1, "one", "long"));
            session.persist(new Ticket(2, "two", null));
        });

        var update =
                bulk(session(session -> session.createMutationQuery("update Ticket set subject = 's', detail = 'd'")
                        .executeUpdate()));

        assertThat(update.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(update.rowCount()).isEqualTo(2);
        assertThat(update.tables()).containsExactlyInAnyOrder("ticket", "ticket_detail");
    }

    @Test
    void reportsDeleteWithTheRowsOfCollections() {
        session(session -> {
            var book = new Book(1, "Emma", 7);
            book.tags.addAll(List.of("a", "b"));
            session.persist(book);
        });

        var delete = bulk(session(
                session -> session.createMutationQuery("delete from Book").executeUpdate()));

        assertThat(delete.rowCount()).isEqualTo(1);
        assertThat(delete.tables()).contains("book").hasSize(2);
        assertThat(delete.entityNames()).containsExactly(Book.class.getName());
    }

    @Test
    void reportsEachExecutionOfOneQuery() {
        session(session -> {
            session.persist(new Disc(1, "one", 60));
            session.persist(new Disc(2, "two", 70));
        });

        var set = session(session -> {
            var query = session.createMutationQuery("update Disc set name = 'x', minutes = minutes + 1 where id = :id");
            query.setParameter("id", 1).executeUpdate();
            query.setParameter("id", 2).executeUpdate();
            session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
        });

        assertThat(set.bulk()).hasSize(2).extracting(BulkChange::rowCount).containsOnly(1);
    }

    @Test
    void reportsNativeStatements() {
        session(session -> session.persist(new Reader(1, "Ada")));

        var silent = bulk(session(session -> session.createNativeMutationQuery("update reader set city = :city")
                .setParameter("city", "Rome")
                .executeUpdate()));
        assertThat(silent.tablesKnown()).isFalse();
        assertThat(silent.statement().source()).isEqualTo(Source.NATIVE);
        assertThat(silent.statement().kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(silent.statement().parameters()).containsExactly("Rome");
        assertThat(silent.rowCount()).isEqualTo(1);

        var declared = bulk(session(session -> session.createNativeQuery("delete from reader", Object.class)
                .addSynchronizedEntityClass(Reader.class)
                .executeUpdate()));
        assertThat(declared.tables()).containsExactly("reader");
        assertThat(declared.entityNames()).containsExactly(Reader.class.getName());
    }

    @Test
    void reportsNativeStatementThatReturnsRows() {
        if (scope.database().kind() == DatabaseKind.POSTGRESQL) {
            session(session -> session.persist(new Reader(1, "Ada")));

            var returning = bulk(session(session -> session.createNativeQuery(
                            "/* x */ update reader set city = 'Rome' returning id", Long.class)
                    .addSynchronizedQuerySpace("reader")
                    .getResultList()));
            assertThat(returning.rowCount()).isEqualTo(1);
            assertThat(returning.tables()).containsExactly("reader");

            var cte = bulk(session(session -> session.createNativeQuery(
                            "with gone as (delete from reader returning id) select id from gone", Long.class)
                    .getResultList()));
            assertThat(cte.tablesKnown()).isFalse();
            assertThat(cte.statement().source()).isEqualTo(Source.NATIVE);
            assertThat(cte.statement().kind()).isEqualTo(BulkStatement.Kind.DELETE);
        }
    }

    @Test
    void reportsNothingForStatementsThatAffectNoRow() {
        scope.inTransaction(session -> {
            session.createMutationQuery("update Reader set city = 'x'").executeUpdate();
            session.createMutationQuery("update Disc set name = 'x', minutes = 1")
                    .executeUpdate();
            session.createMutationQuery("delete from Medium").executeUpdate();
        });

        assertThat(told.committed).isEmpty();
    }

    @Test
    void doesNotMergeARowAcrossABulkStatementOnItsTable() {
        var set = session(session -> {
            session.persist(new Reader(1, "Ada"));
            session.createMutationQuery("delete from Reader").executeUpdate();
            session.clear();
            session.persist(new Reader(1, "Eve"));
        });

        assertThat(set.changes()).hasExactlyElementsOfTypes(EntityChange.class, BulkChange.class, EntityChange.class);
        assertThat(set.entities()).extracting(EntityChange::kind).containsOnly(Kind.INSERT);
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
