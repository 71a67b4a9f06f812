/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.RESTORED;
import static dev.hibernateext.history.RevisionKind.SOFT_DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import dev.hibernateext.history.StatementNotRecordedException;
import dev.hibernateext.it.history.StatementEntities.Price;
import dev.hibernateext.it.history.StatementEntities.Spot;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.Upsert;
import dev.hibernateext.testing.SessionFactoryScope;
import dev.hibernateext.testing.database.DatabaseKind;
import dev.hibernateext.testing.jdbc.StatementRecorder;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What statements leave in a history, whoever keeps it. */
abstract class StatementHistoryContract {

    SessionFactoryScope scope;
    StatementRecorder recorder;

    /** The entity of a name. */
    abstract Class<?> type(String name);

    final Object make(String name, Object... values) {
        try {
            var made = type(name).getDeclaredConstructor().newInstance();
            for (var value = 0; value < values.length; value += 2) {
                set(made, (String) values[value], values[value + 1]);
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    static Object get(Object entity, String name) {
        try {
            return requireNonNull(field(entity, name).get(entity));
        } catch (IllegalAccessException e) {
            throw new AssertionError(name, e);
        }
    }

    static void set(Object entity, String name, Object value) {
        try {
            field(entity, name).set(entity, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(name, e);
        }
    }

    private static Field field(Object entity, String name) {
        for (Class<?> type = entity.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new AssertionError("%s has no %s".formatted(entity.getClass(), name));
    }

    @SuppressWarnings("unchecked") // whatever a note is
    private BulkWrites<Object> notes(Session session) {
        return (BulkWrites<Object>) BulkWrites.of(session, type("Note"));
    }

    private static <T> CriteriaUpdate<T> criteriaUpdate(CriteriaBuilder builder, Class<T> type) {
        var update = builder.createCriteriaUpdate(type);
        update.from(type);
        return update;
    }

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

    final List<HistoryEntry> timeline(String name, Object id) {
        return scope.fromTransaction(session -> History.of(session, type(name), id)
                .timeline(HistoryRequest.oldest(100))
                .items());
    }

    final List<RevisionKind> kinds(String name, Object id) {
        return timeline(name, id).stream().map(HistoryEntry::kind).toList();
    }

    final HistoryEntry last(String name, Object id) {
        var entries = timeline(name, id);
        return entries.get(entries.size() - 1);
    }

    @Test
    void recordsUpdates() {
        in(session -> {
            session.persist(make("Maker", "id", 7L));
            var item = make("Item", "id", 1L, "name", "one", "remark", "first");
            set(item, "price", new Price(3, "EUR"));
            set(item, "maker", session.getReference(type("Maker"), 7L));
            session.persist(item);
            session.persist(make("Item", "id", 2L, "name", "two"));
        });

        in(session -> session.createMutationQuery(
                        "update versioned Item set name = name || '!', price.amount = 4, secret = 's' where id < :id")
                .setParameter("id", 2L)
                .executeUpdate());

        assertThat(kinds("Item", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Item", 2L)).containsExactly(CREATED);
        var entry = last("Item", 1L);
        assertThat(entry.changed()).contains("name", "price.amount").doesNotContain("maker", "remark", "secret");
        assertThat(entry.revision().actor()).isEqualTo("ada");
        scope.inTransaction(session -> {
            var seen = History.of(session, type("Item"), 1L)
                    .at(entry.revision().number())
                    .orElseThrow();
            assertThat(get(seen, "name")).isEqualTo("one!");
            assertThat(get(seen, "remark")).isEqualTo("first");
            assertThat(get(seen, "price")).isEqualTo(new Price(4, "EUR"));
            assertThat(get(Hibernate.unproxy(get(seen, "maker")), "id")).isEqualTo(7L);
        });
    }

    @Test
    void recordsCriteriaUpdates() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            var builder = session.getCriteriaBuilder();
            var update = criteriaUpdate(builder, type("Note"));
            var note = requireNonNull(update.getRoot());
            var id = builder.parameter(Long.class);
            update.set(note.<String>get("name"), "two")
                    .where(builder.equal(note.get("id"), id), builder.equal(note.get("name"), "one"));
            session.createMutationQuery(update).setParameter(id, 1L).executeUpdate();
        });

        assertThat(last("Note", 1L).changed()).containsExactly("name");
    }

    @Test
    void recordsSubclassesOfAllStrategies() {
        var lorry = make("Lorry", "cargo", 10);
        in(session -> {
            session.persist(make("Shark", "id", 1L, "teeth", 10));
            session.persist(lorry);
            session.persist(make("Circle", "id", 1L, "radius", 10));
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

        var id = get(lorry, "id");
        assertThat(timeline("Fish", 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("teeth"), List.of("name"), List.of("teeth"));
        assertThat(timeline("Vehicle", id))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("cargo"), List.of("name"), List.of("cargo"));
        assertThat(timeline("Shape", 1L))
                .extracting(HistoryEntry::changed)
                .containsExactly(List.of("radius"), List.of("name"), List.of("radius"));
        assertThat(last("Fish", 1L).entity()).endsWith("Shark");

        in(session -> {
            session.createMutationQuery("delete Fish").executeUpdate();
            session.createMutationQuery("delete Vehicle").executeUpdate();
            session.createMutationQuery("delete Shape").executeUpdate();
        });
        assertThat(last("Fish", 1L).kind()).isEqualTo(DELETED);
        assertThat(last("Vehicle", id).kind()).isEqualTo(DELETED);
        assertThat(last("Shape", 1L).kind()).isEqualTo(DELETED);
        assertThat(last("Shape", 1L).entity()).endsWith("Circle");
    }

    @Test
    void recordsDeletesWithTheElementsThatGo() {
        in(session -> {
            var item = make("Item", "id", 1L, "name", "one");
            set(item, "tags", new HashSet<>(Set.of("red")));
            session.persist(item);
        });

        in(session -> session.createMutationQuery("delete Item").executeUpdate());

        assertThat(kinds("Item", 1L)).containsExactly(CREATED, DELETED);
        var revisions = timeline("Item", 1L);
        scope.inTransaction(session -> assertThat(History.of(session, type("Item"), 1L)
                        .diff(
                                revisions.get(0).revision().number(),
                                revisions.get(1).revision().number())
                        .of("tags"))
                .contains(new OfElements("tags", List.of(), List.of("red"))));
    }

    @Test
    void recordsDeletesIntoTheTrashAndOutOfIt() {
        in(session -> session.persist(make("Letter", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery("delete Letter").executeUpdate());
        in(session -> Trash.of(session, type("Letter")).purge(1L));

        assertThat(kinds("Letter", 1L)).containsExactly(CREATED, SOFT_DELETED, DELETED);
    }

    @Test
    void recordsWhatIsTrashedAndPurgedInATransaction() {
        in(session -> {
            session.persist(make("Letter", "id", 1L, "name", "one"));
            session.persist(make("Letter", "id", 2L, "name", "two"));
        });

        in(session -> {
            session.remove(session.find(type("Letter"), 1L));
            session.createMutationQuery("delete Letter where id = 2").executeUpdate();
            Trash.of(session, type("Letter")).purgeAll(List.of(1L, 2L));
        });

        assertThat(timeline("Letter", 1L)).hasSize(2);
        assertThat(timeline("Letter", 2L)).hasSize(2);
    }

    @Test
    void recordsWhatIsTrashedByAStatementAndRestored() {
        in(session -> session.persist(make("Letter", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery("delete Letter").executeUpdate());
        in(session -> Trash.of(session, type("Letter")).restore(1L));
        in(session ->
                session.createMutationQuery("update Letter set name = 'two'").executeUpdate());

        assertThat(kinds("Letter", 1L)).containsExactly(CREATED, SOFT_DELETED, RESTORED, UPDATED);
        assertThat(last("Letter", 1L).changed()).contains("name");
    }

    /** A session that shares the transaction has its own view of what was done. */
    @Test
    void recordsRowsThatStatementsAndOtherSessionsOfTheTransactionWrite() {
        in(session -> {
            session.persist(make("Note", "id", 1L, "name", "one"));
            session.persist(make("Note", "id", 3L, "name", "three"));
        });

        in(session -> {
            session.createMutationQuery("update Note set amount = 5 where id = 1")
                    .executeUpdate();
            session.createMutationQuery("delete Note where id = 3").executeUpdate();
            try (var other = session.statelessWithOptions().connection().openStatelessSession()) {
                other.upsert(make("Note", "id", 1L, "name", "eins", "amount", 6));
                other.upsert(make("Note", "id", 3L, "name", "drei", "amount", 8));
            }
            session.createMutationQuery("update Note set amount = amount + 10").executeUpdate();
        });

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Note", 3L)).containsExactly(CREATED, UPDATED);
        assertThat(lastAmount(1L)).isEqualTo(16);
        assertThat(lastAmount(3L)).isEqualTo(18);
    }

    @Test
    void recordsInsertsThatAnotherSessionOfTheTransactionChanges() {
        insertAndChangeElsewhere();

        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
        assertThat(lastAmount(2L)).isEqualTo(7);
    }

    final void insertAndChangeElsewhere() {
        in(session -> {
            session.createMutationQuery("insert into Note (id, version, name, amount) values (2, 0, 'two', 1)")
                    .executeUpdate();
            try (var other = session.statelessWithOptions().connection().openStatelessSession()) {
                other.upsert(make("Note", "id", 2L, "name", "zwei", "amount", 7));
            }
        });
    }

    private Object lastAmount(long id) {
        return scope.fromTransaction(session -> {
            var number = last("Note", id).revision().number();
            return get(History.of(session, type("Note"), id).at(number).orElseThrow(), "amount");
        });
    }

    @Test
    void recordsInserts() {
        in(session -> {
            session.persist(make("Plain", "id", 1L, "name", "one"));
            session.persist(make("Plain", "id", 2L, "name", "two"));
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

        assertThat(kinds("Note", 10L)).containsExactly(CREATED);
        assertThat(last("Note", 11L).changed()).contains("name", "amount");
        assertThat(kinds("Note", 102L)).containsExactly(CREATED);
        assertThat(timeline("Note", 101L)).isEmpty();
    }

    @Test
    void recordsInsertsThatUpdate() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery(
                        "insert into Note (id, version, name, amount) values (1, 0, 'y', 2), (3, 0, 'y', 2) on conflict (id) do update set name = excluded.name")
                .executeUpdate());

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(last("Note", 1L).changed()).containsExactly("name");
        assertThat(kinds("Note", 3L)).containsExactly(CREATED);
    }

    @Test
    void recordsOnlyWhatIsInsertedWhereOthersAreLeft() {
        assumeThat(scope.database().kind())
                .as("Hibernate leaves the clause out on H2")
                .isNotEqualTo(DatabaseKind.H2);
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> session.createMutationQuery(
                        "insert into Note (id, version, name, amount) values (1, 0, 'x', 1), (2, 0, 'x', 1) on conflict (id) do nothing")
                .executeUpdate());

        assertThat(kinds("Note", 1L)).containsExactly(CREATED);
        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
    }

    @Test
    void refusesInsertsThatMayUpdateRowsWithOtherIds() {
        assertThatThrownBy(() -> in(session -> session.createMutationQuery(
                                "insert into Note (id, version, name, amount) values (1, 0, 'x', 1) on conflict (name) do update set amount = 2")
                        .executeUpdate()))
                .isInstanceOf(StatementNotRecordedException.class)
                .hasMessageContaining("ids");
    }

    @Test
    void recordsRowsWithIdentifiersOfSeveralParts() {
        var spots = List.of(new Spot(1, 2), new Spot(2, 1));
        in(session -> spots.forEach(spot -> session.persist(make("Place", "id", spot, "name", "here"))));

        in(session ->
                session.createMutationQuery("update Place set name = 'there'").executeUpdate());
        in(session -> session.createMutationQuery("delete Place where id.x = 1").executeUpdate());

        assertThat(kinds("Place", spots.get(0))).containsExactly(CREATED, UPDATED, DELETED);
        assertThat(kinds("Place", spots.get(1))).containsExactly(CREATED, UPDATED);
    }

    @Test
    void keepsOneEntryOfARowInATransaction() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            set(session.find(type("Note"), 1L), "amount", 5);
            session.persist(make("Note", "id", 2L, "name", "two"));
            session.persist(make("Note", "id", 3L, "name", "three"));
            session.flush();
            session.createMutationQuery("update Note set name = name || '!'").executeUpdate();
            session.createMutationQuery("delete Note where id = 3").executeUpdate();
            session.clear();
            set(session.find(type("Note"), 1L), "amount", 6);
        });

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(last("Note", 1L).changed()).contains("name", "amount");
        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
        assertThat(timeline("Note", 3L)).isEmpty();
        assertThat(last("Note", 1L).revision().number())
                .isEqualTo(last("Note", 2L).revision().number());
        scope.inTransaction(session -> {
            var last = last("Note", 1L).revision().number();
            var seen = History.of(session, type("Note"), 1L).at(last).orElseThrow();
            assertThat(get(seen, "name")).isEqualTo("one!");
            assertThat(get(seen, "amount")).isEqualTo(6);
        });
    }

    @Test
    void recordsDeletesThatAreFollowedByInserts() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            session.createMutationQuery("delete Note").executeUpdate();
            session.persist(make("Note", "id", 1L, "name", "again"));
        });

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
    }

    @Test
    void recordsUpsertsAsWhatTheyWere() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        stateless(session -> session.upsertMultiple(
                List.of(make("Note", "id", 1L, "name", "eins"), make("Note", "id", 2L, "name", "zwei"))));

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
        assertThat(last("Note", 2L).revision().actor()).isEqualTo("ada");
    }

    @Test
    void tellsStatelessSessions() {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> scope.inStatelessTransaction(session -> {
                    session.insert(make("Note", "id", 1L, "name", "one"));
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                }));

        scope.inStatelessTransaction(session -> {
            var history = History.of(session, type("Note"), 1L);
            var entries = history.timeline().items();
            assertThat(entries).extracting(HistoryEntry::kind).containsExactly(CREATED);
            var number = entries.get(0).revision().number();
            assertThat(get(history.at(number).orElseThrow(), "name")).isEqualTo("two");
            assertThat(History.ofType(session, type("Note"))
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
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            var writes = notes(session);
            writes.insertAll(
                    List.of(make("Note", "id", 2L, "name", "two"), make("Note", "id", 3L, "name", "three")),
                    BulkOptions.DEFAULT);
            writes.upsertAll(
                    List.of(make("Note", "id", 1L, "name", "eins"), make("Note", "id", 4L, "name", "vier")),
                    Upsert.byId(),
                    BulkOptions.DEFAULT);
        });
        in(session -> {
            var found = session.createSelectionQuery("from Note where id in (2, 3) order by id", Object.class)
                    .getResultList();
            session.clear();
            set(found.get(0), "name", "zwei");
            notes(session).updateAll(found.subList(0, 1), BulkOptions.DEFAULT);
            notes(session).deleteAll(found.subList(1, 2), BulkOptions.DEFAULT);
        });

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Note", 2L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Note", 3L)).containsExactly(CREATED, DELETED);
        assertThat(kinds("Note", 4L)).containsExactly(CREATED);
        assertThat(timeline("Note", 2L).get(0).revision().number())
                .isEqualTo(timeline("Note", 4L).get(0).revision().number());
    }

    @Test
    void leavesNothingOfWhatIsRolledBack() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        assertThatThrownBy(() -> in(session -> {
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(kinds("Note", 1L)).containsExactly(CREATED);
    }

    @Test
    void takesTheSameStatementsForAnyRowsOfAChunk() {
        in(session -> {
            for (int id = 0; id < 1_000; id++) {
                session.persist(make("Note", "id", (long) id, "name", "note"));
            }
        });

        var few = statementsOf("update Note set amount = 1 where id < 100");
        var many = statementsOf("update Note set amount = 2 where id < 1000");

        assertThat(few).isEqualTo(many).isLessThanOrEqualTo(6);
        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED, UPDATED);
        assertThat(kinds("Note", 999L)).containsExactly(CREATED, UPDATED);
        var fewDeletes = statementsOf("delete Note where id < 100");
        var manyDeletes = statementsOf("delete Note where id < 1000");
        assertThat(fewDeletes).isEqualTo(manyDeletes);
        assertThat(last("Note", 999L).kind()).isEqualTo(DELETED);
    }

    private int statementsOf(String statement) {
        recorder.clear();
        in(session -> session.createMutationQuery(statement).executeUpdate());
        return recorder.count();
    }

    @Test
    void addsNothingForEntitiesWithoutHistory() {
        in(session -> session.persist(make("Plain", "id", 1L, "name", "one")));

        recorder.clear();
        in(session ->
                session.createMutationQuery("update Plain set name = 'two'").executeUpdate());

        assertThat(recorder.sql()).singleElement().asString().startsWith("update");
    }
}
