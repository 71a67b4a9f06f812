/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.SOFT_DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.AttributeChange.OfElements;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.history.RevisionKind;
import dev.hibernateext.it.history.StatementEntities.Circle;
import dev.hibernateext.it.history.StatementEntities.Fish;
import dev.hibernateext.it.history.StatementEntities.Item;
import dev.hibernateext.it.history.StatementEntities.Letter;
import dev.hibernateext.it.history.StatementEntities.Lorry;
import dev.hibernateext.it.history.StatementEntities.Maker;
import dev.hibernateext.it.history.StatementEntities.Note;
import dev.hibernateext.it.history.StatementEntities.Place;
import dev.hibernateext.it.history.StatementEntities.Plain;
import dev.hibernateext.it.history.StatementEntities.Price;
import dev.hibernateext.it.history.StatementEntities.Shape;
import dev.hibernateext.it.history.StatementEntities.Shark;
import dev.hibernateext.it.history.StatementEntities.Spot;
import dev.hibernateext.it.history.StatementEntities.Vehicle;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What statements leave in a history, whatever Envers is told to keep. */
abstract class StatementHistoryContract {

    SessionFactoryScope scope;
    StatementRecorder recorder;

    @BeforeEach
    void start(SessionFactoryScope given, StatementRecorder statements) {
        scope = given;
        recorder = statements;
    }

    final void in(Consumer<Session> work) {
        Contexts.run(Context.ofActor("ada"), () -> scope.inTransaction(work));
    }

    final void stateless(Consumer<StatelessSession> work) {
        Contexts.run(Context.ofActor("ada"), () -> scope.inStatelessTransaction(work));
    }

    final List<HistoryEntry> timeline(Class<?> type, Object id) {
        return scope.fromTransaction(session -> History.of(session, type, id)
                .timeline(HistoryRequest.oldest(100))
                .items());
    }

    final List<RevisionKind> kinds(Class<?> type, Object id) {
        return timeline(type, id).stream().map(HistoryEntry::kind).toList();
    }

    final HistoryEntry last(Class<?> type, Object id) {
        var entries = timeline(type, id);
        return entries.get(entries.size() - 1);
    }

    @Test
    void recordsUpdates() {
        in(session -> {
            session.persist(new Maker(7));
            var item = new Item(1, "one");
            item.remark = "first";
            item.price = new Price(3, "EUR");
            item.maker = session.getReference(Maker.class, 7L);
            session.persist(item);
            session.persist(new Item(2, "two"));
        });

        in(session -> session.createMutationQuery(
                        "update versioned Item set name = name || '!', price.amount = 4, secret = 's' where id < :id")
                .setParameter("id", 2L)
                .executeUpdate());

        assertThat(kinds(Item.class, 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds(Item.class, 2L)).containsExactly(CREATED);
        var entry = last(Item.class, 1L);
        assertThat(entry.changed()).contains("name", "price.amount").doesNotContain("maker", "remark", "secret");
        assertThat(entry.revision().actor()).isEqualTo("ada");
        scope.inTransaction(session -> {
            var seen = History.of(session, Item.class, 1L)
                    .at(entry.revision().number())
                    .orElseThrow();
            assertThat(seen.name).isEqualTo("one!");
            assertThat(seen.remark).isEqualTo("first");
            assertThat(seen.price).isEqualTo(new Price(4, "EUR"));
            assertThat(Hibernate.unproxy(seen.maker, Maker.class).id).isEqualTo(7);
        });
    }

    @Test
    void recordsCriteriaUpdates() {
        in(session -> session.persist(new Note(1, "one")));

        in(session -> {
            var builder = session.getCriteriaBuilder();
            var update = builder.createCriteriaUpdate(Note.class);
            var note = update.from(Note.class);
            var id = builder.parameter(Long.class);
            update.set(note.<String>get("name"), "two")
                    .where(builder.equal(note.get("id"), id), builder.equal(note.get("name"), "one"));
            session.createMutationQuery(update).setParameter(id, 1L).executeUpdate();
        });

        assertThat(last(Note.class, 1L).changed()).containsExactly("name");
    }

    @Test
    void recordsSubclassesOfAllStrategies() {
        var lorry = new Lorry();
        in(session -> {
            var shark = new Shark();
            shark.id = 1;
            shark.teeth = 10;
            session.persist(shark);
            lorry.cargo = 10;
            session.persist(lorry);
            var circle = new Circle();
            circle.id = 1;
            circle.radius = 10;
            session.persist(circle);
        });

        in(session -> {
            session.createMutationQuery("update Fish set name = 'f'").executeUpdate();
            session.createMutationQuery("update Vehicle set name = 'v'").executeUpdate();
            session.createMutationQuery("update Shape set name = 's'").executeUpdate();
        });
        in(session -> {
            session.createMutationQuery("update Shark set teeth = 9").executeUpdate();
            session.createMutationQuery("update Lorry set cargo = 9").executeUpdate();
            session.createMutationQuery("update Circle set radius = 9").executeUpdate();
        });

        var id = Objects.requireNonNull(lorry.id);
        assertThat(timeline(Fish.class, 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("teeth"), List.of("name"), List.of("teeth"));
        assertThat(timeline(Vehicle.class, id))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("cargo"), List.of("name"), List.of("cargo"));
        assertThat(timeline(Shape.class, 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("radius"), List.of("name"), List.of("radius"));
        assertThat(last(Fish.class, 1L).entity()).endsWith("Shark");

        in(session -> {
            session.createMutationQuery("delete Fish").executeUpdate();
            session.createMutationQuery("delete Vehicle").executeUpdate();
            session.createMutationQuery("delete Shape").executeUpdate();
        });
        assertThat(last(Fish.class, 1L).kind()).isEqualTo(DELETED);
        assertThat(last(Vehicle.class, id).kind()).isEqualTo(DELETED);
        assertThat(last(Shape.class, 1L).kind()).isEqualTo(DELETED);
        assertThat(last(Shape.class, 1L).entity()).endsWith("Circle");
    }

    @Test
    void recordsDeletesWithTheElementsThatGo() {
        in(session -> {
            var item = new Item(1, "one");
            item.tags.add("red");
            session.persist(item);
        });

        in(session -> session.createMutationQuery("delete Item").executeUpdate());

        assertThat(kinds(Item.class, 1L)).containsExactly(CREATED, DELETED);
        var revisions = timeline(Item.class, 1L);
        scope.inTransaction(session -> assertThat(History.of(session, Item.class, 1L)
                        .diff(
                                revisions.get(0).revision().number(),
                                revisions.get(1).revision().number())
                        .of("tags"))
                .contains(new OfElements("tags", List.of(), List.of("red"))));
    }

    @Test
    void recordsDeletesIntoTheTrashAndOutOfIt() {
        in(session -> session.persist(new Letter(1, "one")));

        in(session -> session.createMutationQuery("delete Letter").executeUpdate());
        in(session -> Trash.of(session, Letter.class).purge(1L));

        assertThat(kinds(Letter.class, 1L)).containsExactly(CREATED, SOFT_DELETED, DELETED);
    }

    @Test
    void recordsInserts() {
        in(session -> {
            session.persist(new Plain(1, "one"));
            session.persist(new Plain(2, "two"));
        });

        in(session -> {
            session.createMutationQuery(
                            "insert into Note (id, version, name, amount) values (10, 0, 'ten', 1), (:id, 0, 'eleven', 1)")
                    .setParameter("id", 11L)
                    .executeUpdate();
            session.createMutationQuery(
                            "insert into Note (id, version, name, amount) select p.id + :more, 0, p.name, 2 from Plain p where p.id > :from")
                    .setParameter("more", 100L)
                    .setParameter("from", 1L)
                    .executeUpdate();
        });

        assertThat(kinds(Note.class, 10L)).containsExactly(CREATED);
        assertThat(last(Note.class, 11L).changed()).contains("name", "amount");
        assertThat(kinds(Note.class, 102L)).containsExactly(CREATED);
        assertThat(timeline(Note.class, 101L)).isEmpty();
    }

    @Test
    void recordsRowsWithIdentifiersOfSeveralParts() {
        var spots = List.of(new Spot(1, 2), new Spot(2, 1));
        in(session -> spots.forEach(spot -> session.persist(new Place(spot, "here"))));

        in(session ->
                session.createMutationQuery("update Place set name = 'there'").executeUpdate());
        in(session -> session.createMutationQuery("delete Place where id.x = 1").executeUpdate());

        assertThat(kinds(Place.class, spots.get(0))).containsExactly(CREATED, UPDATED, DELETED);
        assertThat(kinds(Place.class, spots.get(1))).containsExactly(CREATED, UPDATED);
    }

    @Test
    void keepsOneEntryOfARowInATransaction() {
        in(session -> session.persist(new Note(1, "one")));

        in(session -> {
            session.find(Note.class, 1L).amount = 5;
            session.persist(new Note(2, "two"));
            session.persist(new Note(3, "three"));
            session.flush();
            session.createMutationQuery("update Note set name = name || '!'").executeUpdate();
            session.createMutationQuery("delete Note where id = 3").executeUpdate();
            session.clear();
            session.find(Note.class, 1L).amount = 6;
        });

        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED, UPDATED);
        assertThat(last(Note.class, 1L).changed()).contains("name", "amount");
        assertThat(kinds(Note.class, 2L)).containsExactly(CREATED);
        assertThat(timeline(Note.class, 3L)).isEmpty();
        assertThat(last(Note.class, 1L).revision().number())
                .isEqualTo(last(Note.class, 2L).revision().number());
        scope.inTransaction(session -> {
            var last = last(Note.class, 1L).revision().number();
            var seen = History.of(session, Note.class, 1L).at(last).orElseThrow();
            assertThat(seen.name).isEqualTo("one!");
            assertThat(seen.amount).isEqualTo(6);
        });
    }

    @Test
    void recordsDeletesThatAreFollowedByInserts() {
        in(session -> session.persist(new Note(1, "one")));

        in(session -> {
            session.createMutationQuery("delete Note").executeUpdate();
            session.persist(new Note(1, "again"));
        });

        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED, UPDATED);
    }

    @Test
    void recordsUpsertsAsWhatTheyWere() {
        in(session -> session.persist(new Note(1, "one")));

        stateless(session -> session.upsertMultiple(List.of(new Note(1, "eins"), new Note(2, "zwei"))));

        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds(Note.class, 2L)).containsExactly(CREATED);
        assertThat(last(Note.class, 2L).revision().actor()).isEqualTo("ada");
    }

    @Test
    void tellsStatelessSessions() {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> scope.inStatelessTransaction(session -> {
                    session.insert(new Note(1, "one"));
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                }));

        scope.inStatelessTransaction(session -> {
            var history = History.of(session, Note.class, 1L);
            var entries = history.timeline().items();
            assertThat(entries).extracting(HistoryEntry::kind).containsExactly(CREATED);
            var number = entries.get(0).revision().number();
            assertThat(history.at(number).orElseThrow().name).isEqualTo("two");
            assertThat(History.ofType(session, Note.class)
                            .page(HistoryRequest.newest(10))
                            .items())
                    .isEqualTo(entries);
            assertThat(History.ofOperation(session, operation)).isEqualTo(entries);
            assertThatThrownBy(() -> history.revert(number, ExpectedVersion.of(0)))
                    .isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void recordsArrayWritesOfRepositories() {
        in(session -> session.persist(new Note(1, "one")));

        in(session -> {
            var writes = BulkWrites.of(session, Note.class);
            writes.insertAll(List.of(new Note(2, "two"), new Note(3, "three")), BulkOptions.DEFAULT);
            writes.upsertAll(List.of(new Note(1, "eins"), new Note(4, "vier")), Upsert.byId(), BulkOptions.DEFAULT);
        });
        in(session -> {
            var found = session.createSelectionQuery("from Note where id in (2, 3) order by id", Note.class)
                    .getResultList();
            session.clear();
            found.get(0).name = "zwei";
            BulkWrites.of(session, Note.class).updateAll(found.subList(0, 1), BulkOptions.DEFAULT);
            BulkWrites.of(session, Note.class).deleteAll(found.subList(1, 2), BulkOptions.DEFAULT);
        });

        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds(Note.class, 2L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds(Note.class, 3L)).containsExactly(CREATED, DELETED);
        assertThat(kinds(Note.class, 4L)).containsExactly(CREATED);
        assertThat(timeline(Note.class, 2L).get(0).revision().number())
                .isEqualTo(timeline(Note.class, 4L).get(0).revision().number());
    }

    @Test
    void leavesNothingOfWhatIsRolledBack() {
        in(session -> session.persist(new Note(1, "one")));

        assertThatThrownBy(() -> in(session -> {
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED);
    }

    @Test
    void takesTheSameStatementsForAnyRowsOfAChunk() {
        in(session -> {
            for (int id = 0; id < 1_000; id++) {
                session.persist(new Note(id, "note"));
            }
        });

        var few = statementsOf("update Note set amount = 1 where id < 100");
        var many = statementsOf("update Note set amount = 2 where id < 1000");

        assertThat(few).isEqualTo(many).isLessThanOrEqualTo(6);
        assertThat(kinds(Note.class, 1L)).containsExactly(CREATED, UPDATED, UPDATED);
        assertThat(kinds(Note.class, 999L)).containsExactly(CREATED, UPDATED);
        var fewDeletes = statementsOf("delete Note where id < 100");
        var manyDeletes = statementsOf("delete Note where id < 1000");
        assertThat(fewDeletes).isEqualTo(manyDeletes);
        assertThat(last(Note.class, 999L).kind()).isEqualTo(DELETED);
    }

    private int statementsOf(String statement) {
        recorder.clear();
        in(session -> session.createMutationQuery(statement).executeUpdate());
        return recorder.count();
    }

    @Test
    void addsNothingForEntitiesWithoutHistory() {
        in(session -> session.persist(new Plain(1, "one")));

        recorder.clear();
        in(session ->
                session.createMutationQuery("update Plain set name = 'two'").executeUpdate());

        assertThat(recorder.sql()).singleElement().asString().startsWith("update");
    }
}
