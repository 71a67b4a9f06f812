/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Hibernate Ext authors
 */
package dev.hibernateext.it.history;

import static dev.hibernateext.history.RevisionKind.CREATED;
import static dev.hibernateext.history.RevisionKind.DELETED;
import static dev.hibernateext.history.RevisionKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernateext.core.context.Context;
import dev.hibernateext.core.context.Contexts;
import dev.hibernateext.core.context.OperationId;
import dev.hibernateext.core.lock.ExpectedVersion;
import dev.hibernateext.core.softdelete.Trash;
import dev.hibernateext.history.History;
import dev.hibernateext.history.HistoryEntry;
import dev.hibernateext.history.HistoryRequest;
import dev.hibernateext.repository.bulk.BulkOptions;
import dev.hibernateext.repository.bulk.BulkWrites;
import dev.hibernateext.repository.bulk.Upsert;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What statements leave in a history beside the other writes of their transaction, and what that costs. */
interface StatementMixContract extends RecordedRows {

    @SuppressWarnings("unchecked") // whatever a note is
    private BulkWrites<Object> notes(Session session) {
        return (BulkWrites<Object>) BulkWrites.of(session, type("Note"));
    }

    @Test
    default void recordsWhatIsTrashedAndPurgedInATransaction() {
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

    /** A session that shares the transaction has its own view of what was done. */
    @Test
    default void recordsRowsThatStatementsAndOtherSessionsOfTheTransactionWrite() {
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
    default void recordsInsertsThatAnotherSessionOfTheTransactionChanges() {
        insertAndChangeElsewhere();

        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
        assertThat(lastAmount(2L)).isEqualTo(7);
    }

    default void insertAndChangeElsewhere() {
        in(session -> {
            session.createMutationQuery("insert into Note (id, version, name, amount) values (2, 0, 'two', 1)")
                    .executeUpdate();
            try (var other = session.statelessWithOptions().connection().openStatelessSession()) {
                other.upsert(make("Note", "id", 2L, "name", "zwei", "amount", 7));
            }
        });
    }

    private Object lastAmount(long id) {
        return scope().fromTransaction(session -> {
            var number = last("Note", id).revision().number();
            return get(History.of(session, type("Note"), id).at(number).orElseThrow(), "amount");
        });
    }

    @Test
    default void keepsOneEntryOfARowInATransaction() {
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
        scope().inTransaction(session -> {
            var last = last("Note", 1L).revision().number();
            var seen = History.of(session, type("Note"), 1L).at(last).orElseThrow();
            assertThat(get(seen, "name")).isEqualTo("one!");
            assertThat(get(seen, "amount")).isEqualTo(6);
        });
    }

    @Test
    default void recordsDeletesThatAreFollowedByInserts() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        in(session -> {
            session.createMutationQuery("delete Note").executeUpdate();
            session.persist(make("Note", "id", 1L, "name", "again"));
        });

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
    }

    @Test
    default void recordsUpsertsAsWhatTheyWere() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        stateless(session -> session.upsertMultiple(
                List.of(make("Note", "id", 1L, "name", "eins"), make("Note", "id", 2L, "name", "zwei"))));

        assertThat(kinds("Note", 1L)).containsExactly(CREATED, UPDATED);
        assertThat(kinds("Note", 2L)).containsExactly(CREATED);
        assertThat(last("Note", 2L).revision().actor()).isEqualTo("ada");
    }

    @Test
    default void tellsStatelessSessions() {
        var operation = OperationId.random();
        Contexts.run(
                Context.ofActor("ada").withOperation(operation),
                () -> scope().inStatelessTransaction(session -> {
                    session.insert(make("Note", "id", 1L, "name", "one"));
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                }));

        scope().inStatelessTransaction(session -> {
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
    default void recordsArrayWritesOfRepositories() {
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
    default void leavesNothingOfWhatIsRolledBack() {
        in(session -> session.persist(make("Note", "id", 1L, "name", "one")));

        assertThatThrownBy(() -> in(session -> {
                    session.createMutationQuery("update Note set name = 'two'").executeUpdate();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(kinds("Note", 1L)).containsExactly(CREATED);
    }

    @Test
    default void takesTheSameStatementsForAnyRowsOfAChunk() {
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
        recorder().clear();
        in(session -> session.createMutationQuery(statement).executeUpdate());
        return recorder().count();
    }

    @Test
    default void addsNothingForEntitiesWithoutHistory() {
        in(session -> session.persist(make("Plain", "id", 1L, "name", "one")));

        recorder().clear();
        in(session ->
                session.createMutationQuery("update Plain set name = 'two'").executeUpdate());

        assertThat(recorder().sql()).singleElement().asString().startsWith("update");
    }
}
